"""Texts that are words or proper figures: none of them may be called garbage. All are our own, of fictional places."""

from __future__ import annotations

LANGUAGES = {
    "English": (
        "The panel heard that the family had moved three times in a year. Each move meant another school, "
        "another surgery and another set of people who knew nothing of what had gone before. Nobody asked "
        "the older brother what his mornings were like. When the nursery at Dorvel wrote down its worries, "
        "the letter went to the old address."
    ),
    "Welsh": (
        "Clywodd y panel fod y teulu wedi symud dair gwaith mewn blwyddyn. Roedd pob symudiad yn golygu "
        "ysgol arall, meddygfa arall a phobl newydd nad oeddent yn gwybod dim am yr hyn a ddigwyddodd o'r "
        "blaen. Ni ofynnodd neb i'r brawd hynaf sut oedd ei foreau. Pan ysgrifennodd y feithrinfa ei "
        "phryderon, aeth y llythyr i'r hen gyfeiriad."
    ),
    "Polish": (
        "Panel dowiedział się, że rodzina przeprowadzała się trzy razy w ciągu roku. Każda przeprowadzka "
        "oznaczała inną szkołę, inną przychodnię i ludzi, którzy nie wiedzieli, co wydarzyło się wcześniej. "
        "Nikt nie zapytał starszego brata, jak wyglądają jego poranki. Gdy przedszkole opisało swoje obawy, "
        "list trafił pod stary adres."
    ),
    "Romanian": (
        "Comisia a aflat că familia s-a mutat de trei ori într-un an. Fiecare mutare a însemnat altă "
        "școală, alt cabinet medical și oameni care nu știau nimic despre ce se întâmplase înainte. Nimeni "
        "nu l-a întrebat pe fratele mai mare cum îi sunt diminețile. Când grădinița și-a scris "
        "îngrijorările, scrisoarea a ajuns la adresa veche."
    ),
    "Somali": (
        "Guddigu wuxuu maqlay in qoysku saddex jeer guuray sannad gudihiis. Guurid kasta waxay ka dhigan "
        "tahay iskuul kale, rug caafimaad oo kale iyo dad aan waxba ka ogayn wixii hore u dhacay. Cidna ma "
        "weydiin walaalka ka weyn sida subaxdiisu tahay. Markii xannaanadu qortay walaaceeda, warqaddu "
        "waxay tagtay cinwaankii hore."
    ),
    "Portuguese": (
        "O painel soube que a família se tinha mudado três vezes num ano. Cada mudança significou outra "
        "escola, outro centro de saúde e pessoas que nada sabiam do que acontecera antes. Ninguém perguntou "
        "ao irmão mais velho como eram as suas manhãs."
    ),
    "Lithuanian": (
        "Komisija sužinojo, kad šeima per metus kraustėsi tris kartus. Kiekvienas persikraustymas reiškė "
        "kitą mokyklą, kitą polikliniką ir žmones, kurie nieko nežinojo apie tai, kas vyko anksčiau. Niekas "
        "nepaklausė vyresniojo brolio, kokie būna jo rytai."
    ),
    "Turkish": (
        "Kurul, ailenin bir yıl içinde üç kez taşındığını öğrendi. Her taşınma başka bir okul, başka bir "
        "sağlık ocağı ve daha önce olanlardan habersiz insanlar demekti. Kimse ağabeye sabahlarının nasıl "
        "geçtiğini sormadı."
    ),
    "Albanian": (
        "Paneli mësoi se familja ishte zhvendosur tri herë brenda një viti. Çdo zhvendosje do të thoshte "
        "një shkollë tjetër, një mjek tjetër dhe njerëz që nuk dinin asgjë për atë që kishte ndodhur më "
        "parë. Askush nuk e pyeti vëllain e madh si i kalonte mëngjeset."
    ),
    "Vietnamese": (
        "Hội đồng được biết gia đình đã chuyển nhà ba lần trong một năm. Mỗi lần chuyển là một trường khác, "
        "một phòng khám khác và những người không biết gì về chuyện đã xảy ra trước đó. Không ai hỏi người "
        "anh buổi sáng của em ra sao."
    ),
    "Tagalog": (
        "Narinig ng lupon na tatlong beses lumipat ang pamilya sa loob ng isang taon. Bawat paglipat ay "
        "ibang paaralan, ibang klinika at mga taong walang alam sa nangyari noon. Walang nagtanong sa "
        "nakatatandang kapatid kung ano ang kaniyang mga umaga."
    ),
    "Hungarian": (
        "A testület megtudta, hogy a család egy év alatt háromszor költözött. Minden költözés másik "
        "iskolát, másik orvosi rendelőt és olyan embereket jelentett, akik semmit sem tudtak a korábban "
        "történtekről. Senki sem kérdezte meg a bátyját, milyenek a reggelei."
    ),
    "Slovak": (
        "Komisia sa dozvedela, že rodina sa za rok trikrát sťahovala. Každé sťahovanie znamenalo inú školu, "
        "inú ambulanciu a ľudí, ktorí nič nevedeli o tom, čo sa stalo predtým. Nikto sa nespýtal staršieho "
        "brata, aké má rána."
    ),
    "Yoruba": (
        "Ìgbìmọ̀ gbọ́ pé ìdílé náà kó lọ sí ilé mìíràn ní ìgbà mẹ́ta láàárín ọdún kan. Kò sí ẹni tó béèrè "
        "lọ́wọ́ ẹ̀gbọ́n bí òwúrọ̀ rẹ̀ ṣe rí."
    ),
    "Kurdish": (
        "Panelê bihîst ku malbat di salekê de sê caran bar kiriye. Her barkirinek dibistaneke din, "
        "bijîşkekî din û mirovên ku tiştek ji berê nizanibûn bû. Kesî ji birayê mezin nepirsî ka sibehên wî "
        "çawa ne."
    ),
    "Swahili": (
        "Jopo lilisikia kwamba familia ilihama mara tatu katika mwaka mmoja. Kila kuhama kulimaanisha shule "
        "nyingine, zahanati nyingine na watu wasiojua lolote kuhusu yaliyotokea awali. Hakuna aliyemuuliza "
        "kaka mkubwa jinsi asubuhi zake zilivyo."
    ),
    "Urdu": (
        "پینل نے سنا کہ خاندان ایک سال میں تین بار منتقل ہوا۔ ہر بار ایک نیا اسکول، ایک نیا ڈاکٹر اور ایسے "
        "لوگ ملے جو پہلے کے حالات سے واقف نہیں تھے۔ کسی نے بڑے بھائی سے نہیں پوچھا کہ اس کی صبح کیسی گزرتی "
        "ہے۔"
    ),
    "Arabic": (
        "علمت اللجنة أن الأسرة انتقلت ثلاث مرات خلال عام واحد. وكان كل انتقال يعني مدرسة أخرى وعيادة أخرى "
        "وأشخاصا لا يعرفون شيئا عما حدث من قبل. لم يسأل أحد الأخ الأكبر كيف تمضي صباحاته."
    ),
    "Ukrainian": (
        "Комісія дізналася, що родина за рік переїжджала тричі. Кожен переїзд означав іншу школу, іншу "
        "поліклініку та людей, які нічого не знали про те, що було раніше. Ніхто не запитав старшого брата, "
        "які в нього ранки."
    ),
    "Bengali": ("প্যানেল জানতে পারে যে পরিবারটি এক বছরে তিনবার বাসা বদল করেছে। কেউ বড় ভাইকে জিজ্ঞাসা করেনি তার সকালগুলো কেমন কাটে।"),
    "Punjabi": ("ਪੈਨਲ ਨੂੰ ਪਤਾ ਲੱਗਾ ਕਿ ਪਰਿਵਾਰ ਇੱਕ ਸਾਲ ਵਿੱਚ ਤਿੰਨ ਵਾਰ ਬਦਲਿਆ। ਕਿਸੇ ਨੇ ਵੱਡੇ ਭਰਾ ਨੂੰ ਨਹੀਂ ਪੁੱਛਿਆ ਕਿ ਉਸ ਦੀਆਂ ਸਵੇਰਾਂ ਕਿਵੇਂ ਹਨ।"),
    "Chinese": (
        "专家小组了解到，这个家庭在一年内搬了三次家。每次搬家都意味着换一所学校、换一家诊所，以及对"
        "以前的事情一无所知的人。没有人问过哥哥他的早晨是什么样的。"
    ),
    "Greek": (
        "Η επιτροπή έμαθε ότι η οικογένεια μετακόμισε τρεις φορές μέσα σε έναν χρόνο. Κανείς δεν ρώτησε τον "
        "μεγάλο αδελφό πώς ήταν τα πρωινά του."
    ),
}
SORTS = {
    "figures": (
        "2019 412 38.2% 1,204 £3,500 17 2020 398 41.0% 1,377 £3,850 22 2021 455 39.7% 1,290 £4,100 19 n/a - "
        "0.4 (12) +3.1 -2.2 Q1 Q2 Q3 Q4 2021/22 2022/23 1.1 1.2 1.2.1 14:30 09/11/2023"
    ),
    "names": (
        "Ngozi Adichukwu, Krzysztof Wrzesniewski, Siobhan Ni Dhomhnaill, Rhys Llywelyn, Thuy Nguyen, Xiu "
        "Zhang, Mbali Mkhize, Jyoti Bhattacharjee, Szilvia Szabo, Llinos Pritchard, Kwabena Nkrumah, Aoife "
        "Mac Giolla, Hrvoje Krstic"
    ),
    "addresses": (
        "Flat 3b, 22 Wyke Street, Dorvel DV1 4XX; Unit 7, Cwmllynfell Road, Llanfrwd LL99 4PZ; PO Box 118, "
        "Brolin BR3 6QD; 01632 960 118; mash@brolin.example; https://www.brolinscp.example/dsl/7mb-2023.pdf"
    ),
    "abbreviations": (
        "DSL, MASH, LADO, CSPR, SAR, DHR, MARAC, IDVA, EHCP, SEND, CAMHS, NHS ICB, GP, HV, SW, IRO, FGC, "
        "LAC, CIN, CP, S47, S17, ICPC, RCPC, NFA, TAF, EHM, NPS, CRC, YJS, VAWG, HMICFRS, CQC, DfE, MoJ"
    ),
    "capitals": (
        "LEARNING FROM THE REVIEW OF CHILD WREN. KEY MESSAGES FOR EVERYBODY WHO WORKS WITH FAMILIES. WHAT "
        "WE WILL DO NEXT AND WHO WILL DO IT. QUESTIONS FOR YOUR TEAM MEETING"
    ),
    "spaced capitals": ("L E A R N I N G  P O I N T S  K E Y  M E S S A G E S  W H A T  N E X T"),
    "medicines": (
        "sertraline 50 mg od, levetiracetam 250 mg bd, amoxicillin 125mg/5ml tds, Hb 112 g/l, CRP <5, WBC "
        "9.4, HbA1c 48 mmol/mol, BMI 17.2, SpO2 98%, 37.2 C, NaCl 0.9%"
    ),
    "references": (
        "Smith, J. and Brough, T. (2019) 'Asking twice', J. Child Prot., 12(3), pp. 44-51. "
        "doi:10.1234/jcp.2019.003; ISBN 978-0-00-000000-2; R v Hulme [2013] EWCA Crim 7; s.47(1)(b) CA "
        "1989; SI 2018/789"
    ),
    "contents": (
        "1. Introduction ........ 3  2. The family ........ 5  3. What happened ........ 8  3.1 The first year .... 9"
    ),
    "signs": (
        "• ✓ Seen alone  ☐ Seen at home  ☒ Not seen  → Next visit: Tue 4/5  ★★★☆☆  (1) – (4)  *see below  § "
        "17  ¶ 3  © 2023"
    ),
}
