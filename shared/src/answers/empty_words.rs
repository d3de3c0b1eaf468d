//! Words that stand in texts about anything, folded, a language each: articles, pronouns,
//! prepositions, forms of to be, to have and to want, greetings. Question words are among them:
//! beside few FAQs they would seem rare and so important.

use crate::lang::Lang;

const EN: &str = "a about after all already also am an and any anyone are as at be because been \
before being but by can cant could did didnt do does doesnt doing done dont for from get go good \
got had has have havent having hello help hey hi how i id if ill im in into is isnt it its ive \
just kindly know let like may me might more much must my need no not now of ok okay on one only \
or our out please pls shall should sir so some tell than thank thanks that thats the their them \
then there these they thing this those to too up us want wanted was we were what whats when where \
which who why will with would yes you your yours youre";
const IT: &str = "a abbiamo ad ai al alla alle allo agli anche ancora avere avete avrei ha hai \
hanno ho buonasera buongiorno c che chi ci ciao come con cosa cos cui d da dai dal dalla dalle \
dallo degli dei del dell della delle dello deve devo di dirmi dove dov due e ed era essere ero fa \
faccio fare fatto fra gia gli grazie i il in io l la le lei lo loro ma mai me mi mia mie miei mio \
molto ne nei nel nella nelle no noi non nostro nostra o ogni oppure per perche pero piu po poi \
possiamo possibile posso potete potrei prima puo pure qua quale quali qual quando quanta quante \
quanti quanto quella quello questa queste questi questo qui sa salve sapere scusate scusi se sei \
senza si sia siamo siete so solo sono sta stata stato su sua suo sul sulla sto tra tu tua tuo tutti \
tutto un una uno va vi voglio voi vorrei vostra vostre vostri vostro all dall nell sull";
const DE: &str = "ab aber alle als also am an auch auf aus bei bin bis bitte da danke dann darf das \
dass dein dem den denn der des die dies diese dieser dir doch du durch ein eine einem einen einer \
eines er es etwas euch euer eure fur gibt habe haben habt hallo hat hatte ich ihm ihn ihnen ihr ihre \
im in ins ist ja jetzt kann kannst kein keine konnen konnte mal man mein meine meinem meinen meiner \
mich mir mit mochte muss mussen nach nicht noch nun nur ob oder ohne schon sehr sein seine sich sie \
sind so soll sollte um und uns unser unsere vom von vor wann war warum was welche welcher welches \
wenn wer werden wie wieso wieviel will wir wird wo wurde zu zum zur guten tag";
const FR: &str = "a ai aide ainsi alors apres au aucun aussi autre aux avant avec avez avoir avons \
bonjour bonsoir c ca ce cela ces cet cette chez ci combien comme comment d dans de deja des deux \
dois doit donc du elle elles en encore es est et etait ete etes etre eu fait faire fais faut il ils \
j je l la le les leur leurs lui m ma mais me meme merci mes moi mon n ne ni non nos notre nous on ont \
ou par pas peu peut peux plus pour pourquoi pourrais pouvez puis puisje qu quand que quel quelle \
quelles quels qui quoi s sa salut sans se sera ses si sil son sont suis sur svp t ta te tes toi ton \
tous tout tres tu un une va vais veux vos votre voudrais vous y";
const ES: &str = "a al algo algun alguna antes aqui asi aun aunque ayuda buenas bueno buenos cada casi \
como con cual cuales cuando cuanta cuanto cuantos de debo del desde despues donde dos el ella ellos \
en entre era eres es esa ese eso esta estan estar estas este esto estos estoy fue gracias ha hace \
hacer hago han has hasta hay he hola la las le les lo los mas me mi mis mucho muy nada ni no nos \
nosotros nuestra nuestro o os otra otro para pero por porque puede pueden puedo pues que quien quiero \
quisiera se sea ser si sin sobre solo son soy su sus tambien tan te tener tengo ti tiene tienen todo \
todos tu tus tuve un una uno unos usted ustedes va vosotros y ya yo dias tardes";
const PT: &str = "a ainda ajuda algum alguma antes ao aos apos aqui as assim ate bem boa bom cada com \
como da das de depois desde devo do dois dos e ela ele eles em entre era es essa esse esta estao estar \
este estou eu faco faz fazer foi gostaria ha isso isto ja la lhe mais mas me meu meus mim minha minhas \
muito na nao nas nem no nos nossa nossas nosso o obrigada obrigado oi ola onde os ou para pela pelo por \
porque pode podem posso pra preciso quais qual quando quanta quanto quantos que quem quero sao se sem \
ser seu seus sim so sobre somos sou sua suas tambem te tem tenho ter teu todo todos tu tua um uma umas \
uns vai voce voces vos dia tarde";

/// The words of a language, parted by spaces; none where it is not known.
pub(super) fn of(lang: &Lang) -> &'static str {
    match lang.base() {
        "en" => EN,
        "it" => IT,
        "de" => DE,
        "fr" => FR,
        "es" => ES,
        "pt" => PT,
        _ => "",
    }
}
