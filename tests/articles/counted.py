"""Texts that were counted by hand: a line is a sentence, and a point stands between syllables.

They are the independent count against which ours is held. Every word was said aloud for it, so the
points follow the voice, also where it says more than is written: “D·r.” is “doc·tor”.
"""

from __future__ import annotations

LETTER_HOME = """
My grand·moth·er used to say that sore legs were the price of a bus·y life.
Ev·ery night she sat by the win·dow, put her feet on a lit·tle stool and told us a·bout the ward.
There were no lifts, and the wards were on dif·fer·ent floors.
“Our shoes were aw·ful,” she said, “but no·bod·y asked us what we liked.”
When I was nine·teen I be·gan to work in a kitch·en, and I un·der·stood.
By the end of the day my an·kles were swol·len and my calves ached.
I bought stock·ings at the phar·ma·cy, the wrong size of course, and they rolled down when·ev·er I \
walked.
It is·n’t true that noth·ing can be done.
The doc·tor showed me the valves on the screen.
“Does it hurt?” I asked.
Did it hurt?
Not at all!
"""

ADVICE = """
Var·i·cose veins are com·mon, and they are rare·ly a dan·ger.
Walk for 30 min·utes each day, e.·g. to the shops and back.
Raise your legs a·bove the lev·el of your heart when·ev·er you can.
Wear your com·pres·sion stock·ings from morn·ing to eve·ning.
Call us at 9 a.·m. if your calf is swol·len, red or warm.
D·r. Sol·berg and J. R. Park an·swer the tel·e·phone un·til 5 p.·m. on week·days.
A blood clot can trav·el to your lungs … and that is an e·mer·gen·cy.
If you are short of breath, call 911.
Do not drive your·self to the hos·pi·tal!
Ask some·bod·y to stay with you — or call a neigh·bor.
"""

LEAFLET = """
Chron·ic ve·nous in·suf·fi·cien·cy de·vel·ops when the valves of the su·per·fi·cial veins be·come \
in·com·pe·tent, so that blood pools in the low·er leg.
Per·sist·ent hy·per·ten·sion caus·es cap·il·lar·y leak·age and in·flam·ma·tion, which pa·tients \
no·tice as brown·ish dis·col·or·a·tion a·bove the an·kle.
Ul·cer·a·tion is a late man·i·fes·ta·tion of the same pro·cess.
Du·plex ul·tra·sound is the pre·ferred in·ves·ti·ga·tion, be·cause it dem·on·strates re·flux and \
ob·struc·tion with·out ra·di·a·tion.
Ther·mal ab·la·tion has large·ly re·placed li·ga·tion and strip·ping of the great sa·phe·nous vein.
Al·ter·na·tives in·clude foam scle·ro·ther·a·py with po·li·do·ca·nol.
Tran·sient vis·u·al dis·turb·anc·es and throm·bo·phle·bi·tis have been re·port·ed; \
an·a·phy·lax·is is ex·cep·tion·al.
"""

TRIAL = """
In the U.·S. a·bout one in four a·dults has var·i·cose veins.
Reed et al. com·pared two treat·ments in 1,248 pa·tients (see Fig. 2).
The vein had to be at least 3.5 mm wide.
Af·ter two years 91.5 per·cent of the treat·ed veins were closed, v·s. 88.2 per·cent af·ter \
sur·ger·y.[4]
No. 3 on the list was pain.
Was it worse?
No.
Side ef·fects were mild: bruis·es, numb·ness, itch·ing, e·t·c·. in the first week.
More is at https://clinic.example/trials.html.
Long·-term re·sults were sim·i·lar, as a Swed·ish reg·is·ter con·firms.
“We were sur·prised.”
Prof. Lind·qvist said so her·self.
"""

LETTERS = """
A D·V·T is a clot in a deep vein.
Your nurse or your G·P can ask for an M·R·I or a C·T of the leg.
The Eu·ro·pe·an guide·line is from 2022.
So is ours.
"""

POLICY = """
The com·mit·tee rec·om·mend·ed that mu·nic·i·pal au·thor·i·ties re·con·sid·er their o·rig·i·nal \
pro·pos·al, since sev·eral in·de·pend·ent e·con·o·mists had ques·tioned its as·sump·tions.
Al·though the pro·ject·ed rev·e·nue ap·peared gen·er·ous, com·pa·ra·ble in·i·tia·tives \
else·where had gen·er·at·ed con·sid·er·a·bly less in·come.
The may·or ac·knowl·edged the crit·i·cis·m, a·pol·o·gized for the con·fu·sion and prom·ised a \
trans·par·ent e·val·u·a·tion be·fore an·y con·tract is a·ward·ed.
His·to·ri·ans be·lieve that the ear·li·est in·hab·it·ants of the val·ley trad·ed pot·ter·y, \
leath·er and dried fruit.
Nev·er·the·less, a cat·a·stroph·ic flood de·stroyed prac·ti·cally ev·ery·thing they had \
cre·at·ed.
"""

PASSAGES = {
    "a letter home": LETTER_HOME,
    "advice": ADVICE,
    "a leaflet for doctors": LEAFLET,
    "a trial": TRIAL,
    "a policy": POLICY,
    "letters": LETTERS,
}
