//! Portuguese, in words that Brazil and Portugal share; nobody is called “tu” or “você”.

use super::Text;

pub(super) const fn text(text: Text) -> &'static str {
    match text {
        Text::Tongue => "pt",
        Text::Clock => "{hour}:{minute}",
        Text::GreetingOpen => "Olá, como podemos ajudar?",
        Text::GreetingClosed => {
            "Agora estamos fechados e voltamos {when}. Deixe a sua mensagem: respondemos assim que abrirmos."
        }
        Text::GreetingAway => {
            "Agora estamos fechados. Deixe a sua mensagem: respondemos assim que voltarmos."
        }
        Text::GreetingPlain => "Olá, como podemos ajudar?",
        Text::Today => "hoje às {time}",
        Text::Tomorrow => "amanhã às {time}",
        Text::OnWeekday => "{weekday} às {time}",
        Text::OnDate => "em {day} de {month} às {time}",
        Text::ByToday => "hoje às {time}",
        Text::ByTomorrow => "amanhã às {time}",
        Text::ByWeekday => "{weekday} às {time}",
        Text::ByDate => "{day} de {month} às {time}",
        Text::WindowToday => "hoje {time}",
        Text::WindowTomorrow => "amanhã {time}",
        Text::WindowWeekday => "{weekday} {time}",
        Text::WindowDate => "{day} de {month} {time}",
        Text::Weekdays => {
            "segunda-feira,terça-feira,quarta-feira,quinta-feira,sexta-feira,sábado,domingo"
        }
        Text::Months => {
            "janeiro,fevereiro,março,abril,maio,junho,julho,agosto,setembro,outubro,novembro,dezembro"
        }
        Text::Search => "Procurar uma resposta",
        Text::SearchButton => "Procurar",
        Text::ResultsFor => "Respostas para “{query}”",
        Text::ResultsCount => "{count} resposta|{count} respostas",
        Text::ResultsNone => "Ainda não temos uma resposta pronta para “{query}”.",
        Text::ResultsNoneHint => {
            "Tente com outras palavras ou escreva para nós: quem responde é uma pessoa."
        }
        Text::Suggested => "Talvez a resposta já esteja aqui:",
        Text::ClearSearch => "Ver todas as perguntas",
        Text::Questions => "Perguntas frequentes",
        Text::OtherQuestions => "Outras perguntas",
        Text::NoQuestions => {
            "Ainda não há perguntas aqui. Escreva para nós: quem responde é uma pessoa."
        }
        Text::Contact => "Falar com uma pessoa",
        Text::WriteToUs => "Escreva para nós",
        Text::WriteHint => "Quem responde é uma pessoa.",
        Text::ChannelEmail => "Email",
        Text::ChannelPhone => "Telefone",
        Text::OpensNewTab => "abre uma página nova",
        Text::AllQuestions => "Todas as perguntas",
        Text::Back => "Voltar",
        Text::HomeQuestions => "Respostas úteis",
        Text::Related => "Perguntas parecidas",
        Text::Helped => "Esta resposta ajudou?",
        Text::HelpedYes => "Sim",
        Text::HelpedNo => "Não",
        Text::HelpedThanks => "Que bom, agradecemos a resposta.",
        Text::HelpedSorry => "Lamentamos. O que faltava?",
        Text::HelpedNoted => "Agradecemos: serve para melhorarmos esta resposta.",
        Text::FaqPerson => "Perguntar a uma pessoa",
        Text::NotSolved => "Ainda tem dúvidas?",
        Text::OtherLanguage => "Esta resposta só está disponível em outra língua ({language}).",
        Text::Name => "O seu nome",
        Text::Optional => "opcional",
        Text::Email => "O seu email",
        Text::EmailHelp => "Respondemos para este endereço.",
        Text::Topic => "Sobre o que é?",
        Text::TopicNone => "Escolha um assunto",
        Text::TopicGoOn => "Continuar",
        Text::ChooseOne => "Escolha",
        Text::OpensAt => "Abre {when}",
        Text::ClosedNow => "Fechado agora",
        Text::OpenUntil => "Aberto até às {time}",
        Text::RepliesWithin => "Responde em menos de {time}",
        Text::RepliesBy => "Responde até {when}",
        Text::ShortUnits => "h,min",
        Text::CallMe => "Nós telefonamos",
        Text::CallMeFrom => "Primeiro horário: {when}",
        Text::Prefill => "Olá, escrevo a propósito de: {about}",
        Text::Contents => "Nesta resposta",
        Text::Example => "Por exemplo {example}",
        Text::AnswerBy => "Como prefere a resposta?",
        Text::WayEmail => "Por email",
        Text::WayPhone => "Por telefone",
        Text::WayWhatsapp => "Pelo WhatsApp",
        Text::WayChat => "No chat desta página",
        Text::Phone => "O seu telefone",
        Text::PhoneHelp => "Usamos o número só para este pedido.",
        Text::Callback => "Quando podemos telefonar?",
        Text::CallbackAny => "Assim que puderem",
        Text::Files => "Fotos ou documentos",
        Text::FilesHelp => "Até 5 anexos de 10 MB: imagens, PDF ou texto.",
        Text::FilesAdd => "Juntar anexos",
        Text::FilesRemove => "Tirar {name}",
        Text::FilesRefused => {
            "“{name}” ficou de fora: há espaço para 5 anexos de 10 MB, imagens, PDF ou texto."
        }
        Text::FilesPhoto => "Tirar uma foto",
        Text::KeepDraft => "Guardar o rascunho neste aparelho",
        Text::TroubleWaiting => {
            "Não conseguimos receber agora. A sua mensagem está segura aqui e continuamos a tentar."
        }
        Text::SentLater => "A sua mensagem chegou. Referência: {reference}.",
        Text::FilesAgain => "Escolha de novo os seus anexos",
        Text::FilesSending => "Envio dos seus anexos: {number} de {total}…",
        Text::FilesSent => "Os seus anexos chegaram.",
        Text::FilesFailed => "Não chegou: {names}. Pode juntar na página do seu pedido.",
        Text::Message => "A sua mensagem",
        Text::MessageHelp => "Se for sobre uma compra, junte o número: assim somos mais rápidos.",
        Text::LeaveEmpty => "Deixe este campo vazio",
        Text::Send => "Enviar",
        Text::Sending => "Envio em curso…",
        Text::Privacy => "Privacidade",
        Text::PrivacyHint => "Usamos o que escreve só para responder.",
        Text::ErrorSummary => "Ainda falta alguma coisa",
        Text::EmailMissing => "Falta o endereço para a nossa resposta",
        Text::EmailInvalid => {
            "Confira o endereço: assim a nossa resposta não chegaria (exemplo: nome@mail.com)"
        }
        Text::MessageMissing => "Conte em uma ou duas linhas do que precisa",
        Text::TooLong => "Aqui cabem {max} caracteres: tente encurtar um pouco",
        Text::TopicUnknown => "Escolha um assunto da lista",
        Text::PhoneMissing => "Falta o número para onde telefonar",
        Text::PhoneInvalid => "O número parece incompleto: confira os algarismos",
        Text::WindowInvalid => "Este horário já não está livre: escolha outro",
        Text::FieldMissing => "Falta a resposta aqui",
        Text::ConsentMissing => "Para continuar, precisamos do seu consentimento",
        Text::ChoiceUnknown => "Esta opção já não existe: escolha outra",
        Text::ChoiceOne => "Escolha uma só opção",
        Text::NumberInvalid => "Aqui entra um número, por exemplo 12 ou 12,5",
        Text::DateInvalid => "Aqui entra uma data, por exemplo 2026-12-24",
        Text::OutOfRange => "Este valor está fora dos limites",
        Text::OrderNumberInvalid => "O número da compra é assim: {example}",
        Text::Yes => "Sim",
        Text::Unreadable => "Precisamos de texto aqui",
        Text::Sent => "Recebido",
        Text::SentReference => "A referência do seu pedido",
        Text::SentTo => "Acabamos de enviar uma confirmação para {email}.",
        Text::SentMail => "Acabamos de enviar uma confirmação por email.",
        Text::RequestPage => "Acompanhe o seu pedido e acrescente algo aqui",
        Text::SentOpen => {
            "Estamos abertos: uma pessoa vai ler o seu pedido e responder assim que puder."
        }
        Text::SentClosed => "Voltamos {when} e então lemos o seu pedido.",
        Text::PromiseNamed => "{who} responde até {when}",
        Text::PromisePlain => "Respondemos até {when}",
        Text::PromiseAt => "{promise}, aqui: {place}.",
        Text::Copy => "Copiar",
        Text::Copied => "Copiado",
        Text::BackToStart => "Voltar às perguntas",
        Text::Offline => {
            "Sem internet de momento. A sua mensagem está segura aqui e segue sozinha assim que a rede voltar."
        }
        Text::ServerTrouble => {
            "Não conseguimos receber agora. A sua mensagem está segura aqui: tente de novo daqui a pouco."
        }
        Text::LimitSending => {
            "Daqui chegaram muitas mensagens em pouco tempo. Recebemos esta com gosto daqui a {minutes} min."
        }
        Text::LimitSite => {
            "Muita gente escreve para nós neste momento. Recebemos esta mensagem com gosto daqui a {minutes} min."
        }
        Text::LimitOther => {
            "Precisamos de uma pequena pausa aqui: tente de novo daqui a {minutes} min."
        }
        Text::AnswerOffline => {
            "Sem internet de momento. Volte a esta resposta quando a rede voltar."
        }
        Text::NotFound => "Esta página não está aqui",
        Text::NotFoundHint => {
            "Talvez tenha mudado de lugar. Procure a resposta abaixo ou escreva para nós."
        }
        Text::HelpTitle => "Centro de ajuda de {site}",
        Text::SkipToContent => "Ir para o conteúdo",
        Text::FileLost => {
            "A sua mensagem chegou, mas um anexo não: tente com uma imagem, um PDF ou um texto de até 10 MB."
        }
        Text::AskTitle => "Fazer uma pergunta",
        Text::AskHint => "Uma resposta de imediato, e uma pessoa quando quiser.",
        Text::AskHello => "Escreva do que precisa ou escolha aqui.",
        Text::AskLabel => "A sua pergunta",
        Text::AskSend => "Perguntar",
        Text::AskUnknown => "Para isto não tenho uma resposta segura. Quer falar com uma pessoa?",
        Text::AskPerhaps => "Talvez seja uma destas:",
        Text::AskNone => "Nenhuma destas",
        Text::AskHelped => "Esta resposta ajudou?",
        Text::AskNo => "Ainda não",
        Text::AskThanks => "Que bom. Se precisar de mais alguma coisa, escreva aqui.",
        Text::AskPerson => "Falar com uma pessoa",
        Text::AskBack => "Voltar um passo",
        Text::AskAgain => "Recomeçar",
        Text::AskYou => "A sua mensagem",
        Text::AskUs => "Assistente",
        Text::AskTranscript => "A sua conversa com o assistente, que enviamos junto com a mensagem",
        Text::Credit => "Atendimento com Premura",
        Text::Yesterday => "ontem às {time}",
        Text::OnDateOfYear => "em {day} de {month} de {year} às {time}",
        Text::RequestHeading => "O seu pedido",
        Text::RequestReference => "Referência",
        Text::RequestStanding => "Em que ponto estamos",
        Text::RequestSoonNamed => "{who} responde assim que puder.",
        Text::RequestSoon => "Temos o seu pedido e respondemos assim que pudermos.",
        Text::RequestLate => "A nossa resposta está atrasada e pedimos desculpa.",
        Text::RequestInHandsNamed => "{who} cuida disso: escrevemos assim que houver novidades.",
        Text::RequestInHands => "Cuidamos disso e escrevemos assim que houver novidades.",
        Text::RequestYourTurnNamed => "{who} escreveu: aguardamos a sua resposta.",
        Text::RequestYourTurn => "Escrevemos uma mensagem e aguardamos a sua resposta.",
        Text::RequestOnHold => {
            "Para avançar, aguardamos notícias de outras pessoas. Escrevemos assim que chegarem."
        }
        Text::RequestResolved => "Resolvido {when}.",
        Text::RequestResolvedHint => {
            "Ainda há algo que não está bem? Escreva aqui e reabrimos o pedido."
        }
        Text::RequestClosed => "Este pedido está fechado.",
        Text::RequestClosedHint => {
            "Se escrever outra vez, abrimos um pedido novo que continua a partir daqui."
        }
        Text::RequestMerged => "Juntamos este pedido a outro que nos enviou: continuamos lá.",
        Text::RequestGoOn => "Ir para o pedido {reference}",
        Text::RequestFollows => "Continua o pedido {reference}",
        Text::RequestSummary => "O pedido em resumo",
        Text::RequestCreated => "Enviado",
        Text::RequestTopic => "Assunto",
        Text::RequestMessages => "Mensagens",
        Text::RequestEarlier => "Ver {count} mensagem anterior|Ver {count} mensagens anteriores",
        Text::RequestYou => "A sua mensagem",
        Text::RequestFolded => "Texto citado",
        Text::RequestFiles => "Anexos",
        Text::RequestReply => "Responder",
        Text::RequestReplyAgain => "Ainda não está resolvido?",
        Text::RequestReplyNew => "Ainda precisa de nós?",
        Text::RequestSendAgain => "Enviar e reabrir",
        Text::RequestAttach => "Juntar anexos",
        Text::RequestAttachHelp => "Até {count} anexos de {size} MB cada: imagens, PDF ou texto.",
        Text::RequestClose => "Está tudo certo?",
        Text::RequestCloseHint => {
            "Se depois precisar de mais alguma coisa, escreva aqui e reabrimos o pedido."
        }
        Text::RequestCloseButton => "Sim, está resolvido",
        Text::RequestReopenButton => "Reabrir sem escrever",
        Text::SurveyHeading => "Como foi o nosso atendimento?",
        Text::SurveyScores => "Muito mal,Mal,Mais ou menos,Bem,Muito bem",
        Text::SurveyComment => "Quer contar o motivo?",
        Text::SurveySend => "Enviar avaliação",
        Text::SurveyMissing => "Escolha uma das cinco carinhas",
        Text::SurveyRated => "A sua avaliação: {score}.",
        Text::NoticeReplied => "Mensagem enviada.",
        Text::NoticeSolved => "Que bom, o seu pedido está resolvido.",
        Text::NoticeReopened => "Reabrimos o seu pedido.",
        Text::NoticeRated => "Agradecemos: a sua avaliação serve para fazermos melhor.",
        Text::NoticeRatedLow => {
            "Agradecemos a sinceridade e lamentamos: escreva aqui abaixo como podemos resolver."
        }
        Text::NoticeFollowed => {
            "Mensagem enviada: abrimos este pedido novo, que continua o que estava fechado."
        }
        Text::RequestsHeading => "Os seus pedidos",
        Text::RequestsNone => "Ainda não há pedidos seus neste aparelho.",
        Text::RequestsElsewhere => "Escreveu para nós de outro lugar?",
        Text::RequestsElsewhereHint => {
            "Indique o endereço que usou: enviamos um link para os seus pedidos."
        }
        Text::RequestsSendLink => "Receber o link",
        Text::RequestsLinkSent => {
            "Se há pedidos de {email}, o link para os ver está a caminho. Funciona uma só vez, durante {minutes} minutos."
        }
        Text::RequestsLinkHint => "O link funciona uma só vez: os pedidos aparecem neste aparelho.",
        Text::RequestsLinkOpen => "Ver os meus pedidos",
        Text::RequestsLinkOver => {
            "Este link já foi usado ou já não é válido. Abaixo pode pedir um novo."
        }
        Text::RequestsUnread => "Novidades: {count}",
        Text::StateOpen => "Em curso",
        Text::StateYourTurn => "Aguarda a sua resposta",
        Text::StateSolved => "Resolvido",
        Text::StateClosed => "Fechado",
        Text::SurveyRecommend => "Qual é a probabilidade de recomendar {site}?",
        Text::SurveyRecommendEnds => "Nada provável,Muito provável",
        Text::SurveyEasy => "Foi fácil conseguir aquilo de que precisava?",
        Text::SurveyEasyEnds => "Muito difícil,Muito fácil",
        Text::SurveyThanks => "Agradecemos",
        Text::SurveyLow => "Lamentamos que tenha sido assim. Quer que uma pessoa tente resolver?",
        Text::SurveyCall => "Pedir um telefonema",
        Text::SurveyContext => "A minha avaliação: {score} de {max}. {question}",
    }
}
