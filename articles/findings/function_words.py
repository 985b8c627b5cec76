"""The small words that hold sentences together, by language. Sound prose is full of them. Pure.

Only languages that write spaces between words and mark grammar by such words are listed; of others nothing is said.
"""

_ENGLISH = """
a an the this that these those some any each every either neither no none both all such same other another own
i me my mine myself you your yours yourself he him his himself she her hers herself it its itself we us our ours
ourselves they them their theirs themselves one who whom whose which what where when why how there here
and or but nor so yet if unless until while whereas although though because since as than whether once
of in on at by for with without about against between among amongst into through during before after above
below to from
up down out off over under near across behind beyond within along around toward towards upon onto per via despite
is am are was were be been being do does did doing done have has had having will would shall should can could
may might
must ought not n't very too also just only even still then now more most less least much many few several
'm 're 've 'll 'd 's amid like around over said according
"""
_FRENCH = """
le la les l un une des du de d au aux ce cet cette ces son sa ses leur leurs mon ma mes notre nos votre vos
je tu il elle on nous vous ils elles se s me m te lui y en que qu qui quoi dont où
et ou mais donc or ni car si comme quand lorsque puisque
à dans sur sous par pour avec sans entre vers chez contre depuis pendant avant après selon jusque
est sont était étaient être été a ont avait avaient avoir eu fait ne n pas plus moins très aussi tout tous
toute toutes
"""
_GERMAN = """
der die das den dem des ein eine einen einem einer eines kein keine dieser diese dieses diesem diesen
ich du er sie es wir ihr ihm ihn ihnen sich mich mir uns man sein seine seinen seiner ihre ihren ihrer
und oder aber denn sondern dass ob wenn weil als wie während obwohl um so
in im an am auf aus bei mit nach von vom zu zum zur über unter vor für durch gegen ohne zwischen seit bis
ist sind war waren sei wird werden wurde wurden worden hat haben hatte hatten kann können soll sollen will muss nicht
auch nur noch schon mehr sehr was wer wo da hier
"""
_SPANISH = """
el la los las lo un una unos unas este esta estos estas ese esa eso aquel su sus mi mis tu nuestro nuestra
yo él ella ellos ellas nosotros usted ustedes se me te le les nos que quien quienes cual cuyo donde cuando como
y e o u pero sino porque aunque si mientras pues ni
de del a al en con por para sin sobre entre hasta desde hacia contra según durante ante tras
es son era eran fue fueron ser sido está están estaba ha han había haber no más menos muy también ya todo todos toda
"""
_ITALIAN = """
il lo la i gli le l un uno una del dello della dei degli delle dell al allo alla ai agli alle all dal dalla dai nel
nella nei nelle sul sulla sui questo questa questi queste quello quella suo sua suoi loro mio nostro
io tu egli lui lei noi voi si mi ti ci vi ne che chi cui dove quando come perché
e ed o ma se anche mentre né di a da in con su per tra fra dopo prima contro secondo durante senza verso
è sono era erano essere stato stata stati ha hanno aveva avevano avere non più meno molto già tutto tutti
"""
_PORTUGUESE = """
o a os as um uma uns umas este esta estes esse essa isso aquele seu sua seus suas meu nosso nossa
eu ele ela eles elas nós você se me te lhe nos que quem qual cujo onde quando como
e ou mas porque embora se enquanto nem pois de do da dos das em no na nos nas ao à aos às por pelo pela pelos pelas
para com sem sobre entre até desde contra segundo durante após
é são era eram foi foram ser sido está estão estava tem têm havia ter não mais menos muito também já todo todos toda
"""
_DUTCH = """
de het een deze dit die dat mijn zijn haar hun ons onze jouw ik jij je hij zij ze wij we jullie u hem hen zich er
en of maar want dus dat omdat als toen terwijl hoewel om te in op aan bij met naar van voor door over onder
uit tot tegen
tussen zonder sinds na volgens is was waren ben bent wordt worden werd werden geworden heeft hebben had
hadden kan kunnen
zal zullen zou moet niet geen ook nog al meer zeer wat wie waar hoe
"""
_RUSSIAN = """
и а но или да же ли не ни что чтобы как когда если хотя потому пока в во на с со к ко по о об от до из за для
при про без
над под между через после перед у около это этот эта эти того тот та те его её их он она оно они мы вы я ты себя свой
своей своего свои который которая которые которой которых был была было были быть будет есть ещё еще уже так
также более
все всех всё может где там тем чем
"""
_TURKISH = """
ve veya ya da de ki ile için gibi kadar göre sonra önce karşı rağmen ama fakat ancak çünkü eğer bir bu şu o bunu onun
ben sen biz siz onlar kendi olan olarak olduğu oldu olması etti edildi değil var yok daha en çok her hiç ise mi mı ne
diye dedi ayrıca arasında üzerinde içinde
"""
_INDONESIAN = """
yang dan di ke dari untuk dengan pada dalam oleh atau tetapi tapi karena jika bila saat ketika sebagai seperti antara
ini itu tersebut adalah ialah merupakan akan telah sudah sedang masih belum tidak bukan bisa dapat harus ada saya kami
kita anda dia ia mereka nya juga hanya lebih sangat para setiap semua banyak bahwa agar hingga sampai setelah sebelum
terhadap tentang secara menjadi kata
"""
_POLISH = """
i a ale lub albo oraz że żeby aby czy jeśli gdy kiedy bo ponieważ jak niż w we na z ze do od po za o przy
przez dla bez
pod nad przed między u się nie to ten ta te tego tej tych jest są był była było były być będzie ma mają miał
który która
które których jego jej ich on ona oni my wy ja już także też tylko jeszcze może
"""
FUNCTION_WORDS: dict[str, frozenset[str]] = {
    language: frozenset(words.split())
    for language, words in {
        "en": _ENGLISH,
        "fr": _FRENCH,
        "de": _GERMAN,
        "es": _SPANISH,
        "it": _ITALIAN,
        "pt": _PORTUGUESE,
        "nl": _DUTCH,
        "ru": _RUSSIAN,
        "tr": _TURKISH,
        "id": _INDONESIAN,
        "ms": _INDONESIAN,
        "pl": _POLISH,
    }.items()
}
