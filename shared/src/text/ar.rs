//! Arabic. Nouns of action and “يُرجى” rather than commands, which have a gender.

use super::Text;

pub(super) const fn text(text: Text) -> &'static str {
    match text {
        Text::Tongue => "ar",
        Text::Clock => "{hour}:{minute} ص|{hour}:{minute} م",
        Text::GreetingOpen => "مرحبًا، كيف يمكننا مساعدتك؟",
        Text::GreetingClosed => {
            "نحن مغلقون الآن وسنعود {when}. يمكنك ترك رسالتك هنا وسنردّ عليك فور عودتنا."
        }
        Text::GreetingAway => "نحن مغلقون الآن. يمكنك ترك رسالتك هنا وسنردّ عليك فور عودتنا.",
        Text::GreetingPlain => "مرحبًا، كيف يمكننا مساعدتك؟",
        Text::Today => "اليوم الساعة {time}",
        Text::Tomorrow => "غدًا الساعة {time}",
        Text::OnWeekday => "يوم {weekday} الساعة {time}",
        Text::OnDate => "في {day} {month} الساعة {time}",
        Text::ByToday => "الساعة {time} اليوم",
        Text::ByTomorrow => "الساعة {time} غدًا",
        Text::ByWeekday => "الساعة {time} يوم {weekday}",
        Text::ByDate => "الساعة {time} في {day} {month}",
        Text::WindowToday => "اليوم {time}",
        Text::WindowTomorrow => "غدًا {time}",
        Text::WindowWeekday => "{weekday} {time}",
        Text::WindowDate => "{day} {month} {time}",
        Text::Weekdays => "الاثنين,الثلاثاء,الأربعاء,الخميس,الجمعة,السبت,الأحد",
        Text::Months => {
            "يناير,فبراير,مارس,أبريل,مايو,يونيو,يوليو,أغسطس,سبتمبر,أكتوبر,نوفمبر,ديسمبر"
        }
        Text::Search => "البحث عن إجابة",
        Text::SearchButton => "بحث",
        Text::ResultsFor => "إجابات عن «{query}»",
        Text::ResultsCount => {
            "لا إجابات|إجابة واحدة|إجابتان|{count} إجابات|{count} إجابة|{count} إجابة"
        }
        Text::ResultsNone => "ليست لدينا بعد إجابة جاهزة عن «{query}».",
        Text::ResultsNoneHint => "يمكنك تجربة كلمات أخرى، أو مراسلتنا ليردّ عليك شخص من فريقنا.",
        Text::Suggested => "ربما تكون الإجابة هنا بالفعل:",
        Text::ClearSearch => "عرض كل الأسئلة",
        Text::Questions => "الأسئلة الشائعة",
        Text::OtherQuestions => "أسئلة أخرى",
        Text::NoQuestions => "لا توجد أسئلة هنا بعد. يمكنك مراسلتنا ليردّ عليك شخص من فريقنا.",
        Text::Contact => "التحدّث إلينا",
        Text::WriteToUs => "راسلنا",
        Text::WriteHint => "سيردّ عليك شخص من فريقنا.",
        Text::ChannelEmail => "البريد الإلكتروني",
        Text::ChannelPhone => "الهاتف",
        Text::OpensNewTab => "يُفتح في علامة تبويب جديدة",
        Text::AllQuestions => "كل الأسئلة",
        Text::Back => "رجوع",
        Text::HomeQuestions => "إجابات مفيدة",
        Text::Related => "أسئلة قريبة من هذا",
        Text::Helped => "هل أفادتك الإجابة؟",
        Text::HelpedYes => "نعم",
        Text::HelpedNo => "لا",
        Text::HelpedThanks => "جيد، شكرًا لإخبارنا.",
        Text::HelpedSorry => "نحن آسفون. ماذا كان ينقص؟",
        Text::HelpedNoted => "شكرًا، فهذا يساعدنا على تحسين هذه الإجابة.",
        Text::FaqPerson => "سؤال شخص من فريقنا",
        Text::NotSolved => "ما زال لديك سؤال؟",
        Text::OtherLanguage => "هذه الإجابة متاحة بلغة أخرى فقط ({language}).",
        Text::Name => "اسمك",
        Text::Optional => "اختياري",
        Text::Email => "بريدك الإلكتروني",
        Text::EmailHelp => "سنردّ عليك على هذا العنوان.",
        Text::Topic => "ما موضوع رسالتك؟",
        Text::TopicNone => "اختيار موضوع",
        Text::TopicGoOn => "متابعة",
        Text::ChooseOne => "اختيار",
        Text::OpensAt => "سيتاح {when}",
        Text::ClosedNow => "مغلق الآن",
        Text::OpenUntil => "متاح حتى الساعة {time}",
        Text::RepliesWithin => "الردّ خلال {time}",
        Text::RepliesBy => "الردّ قبل {when}",
        Text::ShortUnits => "س,د",
        Text::CallMe => "نتّصل بك",
        Text::CallMeFrom => "أقرب موعد: {when}",
        Text::Prefill => "مرحبًا، أكتب إليكم بخصوص: {about}",
        Text::Contents => "في هذه الإجابة",
        Text::Example => "مثلًا {example}",
        Text::AnswerBy => "كيف يناسبك أن يصلك الردّ؟",
        Text::WayEmail => "بالبريد الإلكتروني",
        Text::WayPhone => "بمكالمة هاتفية",
        Text::WayWhatsapp => "عبر واتساب",
        Text::WayChat => "في المحادثة على هذه الصفحة",
        Text::Phone => "رقم هاتفك",
        Text::PhoneHelp => "نستخدمه لهذا الطلب فقط.",
        Text::Callback => "متى نتّصل بك؟",
        Text::CallbackAny => "في أقرب وقت",
        Text::Files => "صور أو مستندات",
        Text::FilesHelp => "حتى 5 ملفات بحجم 10 م.ب لكل منها: صور أو PDF أو نص.",
        Text::FilesAdd => "إضافة ملفات",
        Text::FilesRemove => "إزالة {name}",
        Text::FilesRefused => {
            "لم يُضَف «{name}»: المتاح هو 5 ملفات بحجم 10 م.ب لكل منها، صور أو PDF أو نص."
        }
        Text::FilesPhoto => "التقاط صورة",
        Text::KeepDraft => "حفظ المسودّة على هذا الجهاز",
        Text::TroubleWaiting => {
            "لا نستطيع استلامها في هذه اللحظة. رسالتك محفوظة هنا وسنواصل المحاولة."
        }
        Text::SentLater => "وصلت رسالتك. الرقم المرجعي: {reference}.",
        Text::FilesAgain => "يُرجى اختيار ملفاتك من جديد",
        Text::FilesSending => "جارٍ إرسال ملفاتك: {number} من {total}…",
        Text::FilesSent => "وصلت ملفاتك.",
        Text::FilesFailed => "لم يصل: {names}. يمكنك إضافته في صفحة طلبك.",
        Text::Message => "رسالتك",
        Text::MessageHelp => "إن كانت عن طلب شراء، فإضافة رقمه تساعدنا على الردّ أسرع.",
        Text::LeaveEmpty => "يُرجى ترك هذا الحقل فارغًا",
        Text::Send => "إرسال",
        Text::Sending => "جارٍ الإرسال…",
        Text::Privacy => "الخصوصية",
        Text::PrivacyHint => "نستخدم رسالتك للردّ عليك فقط.",
        Text::ErrorSummary => "ما زال هناك شيء ناقص",
        Text::EmailMissing => "نحتاج إلى عنوان نردّ عليك من خلاله",
        Text::EmailInvalid => "يُرجى مراجعة العنوان، فبهذا الشكل لن يصلك ردّنا (مثال: name@mail.com)",
        Text::MessageMissing => "يكفي سطر أو سطران عمّا تحتاج إليه",
        Text::TooLong => "المساحة هنا تتّسع لعدد {max} من الأحرف: يُرجى الاختصار قليلًا",
        Text::TopicUnknown => "يُرجى اختيار موضوع من القائمة",
        Text::PhoneMissing => "نحتاج إلى رقم نتّصل بك عليه",
        Text::PhoneInvalid => "يبدو الرقم غير مكتمل: يُرجى مراجعة أرقامه",
        Text::WindowInvalid => "لم يعد هذا الموعد متاحًا: يُرجى اختيار موعد آخر",
        Text::FieldMissing => "نحتاج إلى إجابة هنا",
        Text::ConsentMissing => "للمتابعة نحتاج إلى موافقتك",
        Text::ChoiceUnknown => "لم يعد هذا الخيار موجودًا: يُرجى اختيار غيره",
        Text::ChoiceOne => "يُرجى اختيار خيار واحد فقط",
        Text::NumberInvalid => "المطلوب هنا رقم، مثلًا 12 أو 12.5",
        Text::DateInvalid => "المطلوب هنا تاريخ، مثلًا 2026-12-24",
        Text::OutOfRange => "هذه القيمة خارج الحدود",
        Text::OrderNumberInvalid => "رقم الطلب يكون هكذا: {example}",
        Text::Yes => "نعم",
        Text::Unreadable => "نحتاج إلى نص هنا",
        Text::Sent => "وصلتنا رسالتك",
        Text::SentReference => "الرقم المرجعي لطلبك",
        Text::SentTo => "أرسلنا إليك للتوّ تأكيدًا على {email}.",
        Text::SentMail => "أرسلنا إليك للتوّ تأكيدًا بالبريد الإلكتروني.",
        Text::RequestPage => "متابعة طلبك والإضافة إليه من هنا",
        Text::SentOpen => "نحن هنا الآن: سيقرأ شخص من فريقنا طلبك ويردّ عليك في أقرب وقت.",
        Text::SentClosed => "سنعود {when} ونقرأ طلبك حينها.",
        Text::PromiseNamed => "سيصلك ردّ من {who} قبل {when}",
        Text::PromisePlain => "سنردّ عليك قبل {when}",
        Text::PromiseAt => "{promise}، هنا: {place}.",
        Text::Copy => "نسخ",
        Text::Copied => "تم النسخ",
        Text::BackToStart => "العودة إلى الأسئلة",
        Text::Offline => "لا يوجد اتصال بالإنترنت. رسالتك محفوظة هنا وستُرسل تلقائيًا فور عودة الاتصال.",
        Text::ServerTrouble => {
            "لا نستطيع استلامها في هذه اللحظة. رسالتك محفوظة هنا: يُرجى المحاولة من جديد بعد قليل."
        }
        Text::LimitSending => {
            "وصلتنا من هنا رسائل كثيرة في وقت قصير. يسعدنا استلام هذه الرسالة بعد {minutes} د."
        }
        Text::LimitSite => {
            "يراسلنا الآن عدد كبير من الناس. يسعدنا استلام هذه الرسالة بعد {minutes} د."
        }
        Text::LimitOther => "نحتاج هنا إلى استراحة قصيرة: يُرجى المحاولة من جديد بعد {minutes} د.",
        Text::AnswerOffline => {
            "لا يوجد اتصال بالإنترنت. يمكنك العودة إلى هذه الإجابة فور عودة الاتصال."
        }
        Text::NotFound => "هذه الصفحة ليست هنا",
        Text::NotFoundHint => "ربما نُقلت إلى مكان آخر. يمكنك البحث عن الإجابة أدناه، أو مراسلتنا.",
        Text::HelpTitle => "مركز مساعدة {site}",
        Text::SkipToContent => "الانتقال إلى المحتوى",
        Text::FileLost => {
            "وصلت رسالتك، لكنّ أحد الملفات لم يصل: يُرجى تجربة صورة أو PDF أو نص لا يتجاوز 10 م.ب."
        }
        Text::AskTitle => "طرح سؤال",
        Text::AskHint => "إجابة فورية، وشخص من فريقنا متى أردت.",
        Text::AskHello => "يمكنك كتابة ما تحتاج إليه، أو الاختيار من هنا.",
        Text::AskLabel => "سؤالك",
        Text::AskSend => "إرسال السؤال",
        Text::AskUnknown => "ليست لديّ إجابة مؤكّدة عن هذا. هل نوصلك بشخص من فريقنا؟",
        Text::AskPerhaps => "ربما يكون أحد هذه الأسئلة:",
        Text::AskNone => "لا شيء منها",
        Text::AskHelped => "هل أفادتك الإجابة؟",
        Text::AskNo => "ليس بعد",
        Text::AskThanks => "جيد. إن احتجت إلى شيء آخر، يمكنك كتابته هنا.",
        Text::AskPerson => "التحدّث إلى شخص",
        Text::AskBack => "خطوة إلى الوراء",
        Text::AskAgain => "البدء من جديد",
        Text::AskYou => "أنت",
        Text::AskUs => "المساعد",
        Text::AskTranscript => "محادثتك مع المساعد، ونرسلها مع رسالتك",
        Text::Credit => "خدمة العملاء مع Premura",
        Text::Yesterday => "أمس الساعة {time}",
        Text::OnDateOfYear => "في {day} {month} {year} الساعة {time}",
        Text::RequestHeading => "طلبك",
        Text::RequestReference => "الرقم المرجعي",
        Text::RequestStanding => "إلى أين وصلنا",
        Text::RequestSoonNamed => "سيصلك ردّ من {who} في أقرب وقت.",
        Text::RequestSoon => "طلبك لدينا وسنردّ عليك في أقرب وقت.",
        Text::RequestLate => "تأخّر ردّنا ونحن آسفون لذلك.",
        Text::RequestInHandsNamed => "الطلب لدى {who}: سنكتب إليك فور توفّر جديد.",
        Text::RequestInHands => "نحن نتابع الطلب وسنكتب إليك فور توفّر جديد.",
        Text::RequestYourTurnNamed => "وصلتك رسالة من {who}: نحن بانتظار ردّك.",
        Text::RequestYourTurn => "كتبنا إليك ونحن بانتظار ردّك.",
        Text::RequestOnHold => "للمتابعة ننتظر أخبارًا من جهة أخرى. سنكتب إليك فور وصولها.",
        Text::RequestResolved => "تم الحلّ {when}.",
        Text::RequestResolvedHint => {
            "هل هناك شيء ما زال غير سليم؟ يمكنك الكتابة إلينا هنا وسنعيد فتح الطلب."
        }
        Text::RequestClosed => "هذا الطلب مغلق.",
        Text::RequestClosedHint => "إن كتبت إلينا من جديد فسنفتح طلبًا جديدًا يكمل هذا الطلب.",
        Text::RequestMerged => "ضممنا هذا الطلب إلى طلب آخر أرسلته إلينا: نتابع هناك.",
        Text::RequestGoOn => "الانتقال إلى الطلب {reference}",
        Text::RequestFollows => "تكملة للطلب {reference}",
        Text::RequestSummary => "الطلب باختصار",
        Text::RequestCreated => "أُرسل",
        Text::RequestTopic => "الموضوع",
        Text::RequestMessages => "الرسائل",
        Text::RequestEarlier => {
            "عرض الرسائل السابقة|عرض رسالة سابقة واحدة|عرض رسالتين سابقتين|عرض {count} رسائل سابقة|عرض {count} رسالة سابقة|عرض {count} رسالة سابقة"
        }
        Text::RequestYou => "أنت",
        Text::RequestFolded => "نص مقتبس",
        Text::RequestFiles => "المرفقات",
        Text::RequestReply => "الردّ",
        Text::RequestReplyAgain => "لم تُحلّ المسألة بعد؟",
        Text::RequestReplyNew => "ما زلت بحاجة إلينا؟",
        Text::RequestSendAgain => "إرسال وإعادة فتح",
        Text::RequestAttach => "إرفاق ملفات",
        Text::RequestAttachHelp => "حتى {count} ملفات بحجم {size} م.ب لكل منها: صور أو PDF أو نص.",
        Text::RequestClose => "هل كل شيء على ما يرام؟",
        Text::RequestCloseHint => "إن احتجت إلى شيء آخر لاحقًا، يمكنك الكتابة هنا وسنعيد فتح الطلب.",
        Text::RequestCloseButton => "نعم، تم الحلّ",
        Text::RequestReopenButton => "إعادة الفتح دون رسالة",
        Text::SurveyHeading => "كيف كانت تجربتك معنا؟",
        Text::SurveyScores => "سيئة جدًا,سيئة,متوسطة,جيدة,جيدة جدًا",
        Text::SurveyComment => "هل يمكن إخبارنا بالسبب؟",
        Text::SurveySend => "إرسال التقييم",
        Text::SurveyMissing => "يُرجى اختيار أحد الوجوه الخمسة",
        Text::SurveyRated => "تقييمك: {score}.",
        Text::NoticeReplied => "تم إرسال رسالتك.",
        Text::NoticeSolved => "جيد، تم حلّ طلبك.",
        Text::NoticeReopened => "أعدنا فتح طلبك.",
        Text::NoticeRated => "شكرًا، تقييمك يساعدنا على التحسّن.",
        Text::NoticeRatedLow => "شكرًا لإخبارنا. نحن آسفون: يمكنك أن تكتب لنا أدناه كيف نصلح الأمر.",
        Text::NoticeFollowed => "تم إرسال رسالتك: فتحنا هذا الطلب الجديد الذي يكمل الطلب المغلق.",
        Text::RequestsHeading => "طلباتك",
        Text::RequestsNone => "لا توجد طلبات لك على هذا الجهاز بعد.",
        Text::RequestsElsewhere => "هل راسلتنا من مكان آخر؟",
        Text::RequestsElsewhereHint => {
            "يكفي أن نعرف العنوان الذي استخدمته: نرسل إليك رابطًا إلى طلباتك."
        }
        Text::RequestsSendLink => "إرسال الرابط إليّ",
        Text::RequestsLinkSent => {
            "إن كانت هناك طلبات من {email}، فالرابط إليها في الطريق. يعمل مرة واحدة فقط، ومدّته {minutes} د."
        }
        Text::RequestsLinkHint => "يعمل الرابط مرة واحدة فقط: تظهر الطلبات على هذا الجهاز.",
        Text::RequestsLinkOpen => "عرض طلباتي",
        Text::RequestsLinkOver => {
            "استُخدم هذا الرابط من قبل أو انتهت مدّته. يمكنك أدناه طلب رابط جديد."
        }
        Text::RequestsUnread => "جديد: {count}",
        Text::StateOpen => "قيد المتابعة",
        Text::StateYourTurn => "بانتظار ردّك",
        Text::StateSolved => "تم الحلّ",
        Text::StateClosed => "مغلق",
        Text::SurveyRecommend => "ما احتمال أن توصي الآخرين بـ {site}؟",
        Text::SurveyRecommendEnds => "غير محتمل إطلاقًا,محتمل جدًا",
        Text::SurveyEasy => "ما مدى سهولة حصولك على ما احتجت إليه؟",
        Text::SurveyEasyEnds => "صعب جدًا,سهل جدًا",
        Text::SurveyThanks => "شكرًا",
        Text::SurveyLow => "نحن آسفون لأن الأمر سار هكذا. هل نطلب من شخص في فريقنا أن يصلحه؟",
        Text::SurveyCall => "طلب مكالمة",
        Text::SurveyContext => "تقييمي: {score} من {max}. {question}",
    }
}
