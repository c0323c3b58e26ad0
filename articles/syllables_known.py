"""Words that the rules of spelling would miscount, by their number of syllables."""

from __future__ import annotations

BY_COUNT = {
    1: """
    charles chiang curled drawer earle geoff goethe hives how'd hurled isle liu maher merle
    niall plagued prayer pres press reels reeves rein there'd tre trees vaughan wed wes where'd
    wing xiao yea ying zeus
    """,
    2: """
    ac aces acne agnes ahmed aires alfred algiers alves andes ante argue asheville aug av ave
    averaged awesome ba bachelors barefoot bauer bc bebe bellevue berkeley bette betting
    bloodshed bluetooth boa boise boredom bp bracelet bridesmaid bridesmaids brilliance
    brilliant bryan bryant bt buick buoy business c'mon cafe carefree carleton carlisle cashier
    catholic cb cc cd ce ceap chelsea chile chloe chocolate choir claremont cliche coates
    coerced collier colonel conscience cordial cranial crooked cruel ct cushion cv dante daphne
    dc deathbed debuted desperate diamond diaper dieter dietrich dj dk dolce dr drier druid
    dryer duel dulles dungeon duo dwyer dyer eu evening every farewell fashion fatigued fire
    firewall firing flickr fliers flores fluent flyer fm forecast forefront foremost foreplay
    foresee foresight foreword frazier frederic freer frontier fryer fs fuel fueling fuelled
    gainesville gameplay gardiner genius genre geoffrey georg georges giant gimme glacier
    gloucester gm gmail goa goers gomes gp grapefruit guinea hedgehog henceforth hereby hermes
    herpes hire hiring homegrown homemade homepage homestead horseshoe hour hourly household
    housewife housewives hr huey hui hyatt ibn iceberg ids interest intrigued iq ireland's
    jagged jaime jameson jamestown jared jesse joanne joel joey jorge jose jr jukebox katharine
    khaled kiev kobe kuala latte leah leicester lemme leonard leopard lifelong lifespan likewise
    linkedin lion livestock lois lonesome louie louis louise louvre lp ls lui lukewarm luncheon
    lyon macleod makeshift maori maui maybe mcleod mendes meow mg mh minecraft monte mr myers
    nadia naive naked namesake nauseous ngo nike nineteen nineteenth ninety noaa noah noel
    nuance oj ok oneself opera pai pc pepe ph phoebe pierre pigeon pinterest platelet pm posse
    pr premier premieres princeton privilege pryor psyche racetrack ragged rai raoul reeling
    reindeer reinhardt rene reyes rhea riyadh roderick rugged ruiz ryan saeed safety salesman
    saucepan savior scapegoat scarecrow scion several sgt shakespeare shui siam sidebar sidekick
    sidelined sire skiers soldier sophomore sovereign soybean spacecraft spaceship spaniard
    spokesman spongebob sr statesman stonewall stuart sturgeon suez surgeon tania tb tele tempe
    thea theorem theory thereby thier tire tiring torres trademark ts tumblr tv tyres ui uk uv
    vaguely verde viceroy villiers visuals voicemail vp vs wally wavelength wednesday werewolf
    werewolves whereas whereby whitehall wholesale wholesome wicked widespread wilfred william
    wire wiring wm worcester wretched wyatt xavier xbox yuan zoe zoey
    """,
    3: """
    aaa aba abc abd acc achilles acm acquire admired adobe affluent afl albeit alias alien ama
    amc amd angeles anime antioch aol apache apc api ariel aryan atm atp attire atv averages
    averaging axiom azalea backfired bbc bbq beautifully beforehand behavior behaviour beverages
    beyonce bilingual blvd bmi bonfire brazilian bridgewater brigadier businessman businessmen
    byu calcium campfire caregiver caretaker cavalier caveat cbc cbs cdc cecilia celsius ceo
    cereal cfo cgi chandelier chaotic charlottesville chechnya cheeseburger chilean cia cio
    circumference civilian cnn coercion coercive collegiate concierge confluence conspired
    courteous cps cpu crm croatia croatian csi damien daredevil decorative desire devour diego
    differently dna dnc dns doable dolores dui dvd ecg element elias eliot elliot elliott
    elsevier embryo empire ems enrique entire epa especially etienne evelyn excellency expires
    familial familiar fayetteville fbi fcc fda fiance fiery fiesta finale financier firefighter
    fireplace firepower fluency folio foreclosure foregoing forerunner fruition ftp gabriel
    gabrielle garcia gdp genoa giorgio giuseppe goliath gonzales gps hawaii hbo helium hercules
    heroin heroine hiv homecoming horsepower housekeeping ibm icelandic icu imagery impoverished
    increments influence infrared inr inspired intriguing ireland irs israel issuance issuer iud
    ivf jeopardize jeopardy jesuit jfk joanna johannes joshua josiah julien julio karate
    kardashian kgb kkk koala laureate libya libyan likelihood lineage linear linebacker lionel
    livelihood llc lobbyist loneliness louisa louisville lsd ltd lucien luigi machete madeline
    mba mcintosh mcintyre mercedes messiah mgm mohamed mohammed mojave montague montgomery
    montreal mpg mph mri mtv mugabe muriel museum naomi nba nbc nfc nfl nhs niagara nmr nobleman
    noteworthy npr nuclear nuclei o'brien oahu oasis ofc ohio orleans ourselves overseas papua
    parliament patio pdf peacekeeping pga phd philippe php pilates polio pontiac powerfully ppm
    principally proactive pursuant pvc quinoa rafael ratio rca reaffirmed rearrange recipe
    recovery reissue reliance reliant requiem require resilient rna roanoke rosemary rpm rwanda
    safeguarding salisbury samoa samuels sapphire satire scouring seattle sesame sierra
    skateboarding sms socio socrates solely soloist sos sovereignty spokesperson spokeswoman sql
    struggling subtly suicide superfluous suv temperament temperature temperatures thoroughbred
    tia timetable tireless tirelessly tlc tokyo tolkien transpired typewriter ufo umpire
    unforeseen uniquely uniqueness usa usb uss vegetable versace vicente vienna vip virginia
    visualize visually w wannabe wastewater watershed whoever wholesalers wildfire williamsburg
    williamson wobbly worcestershire wyoming xml zimbabwe
    """,
    4: """
    accompaniment adhd agreeable albuquerque aluminium ammonium angiogram antonia antonio
    appalachian apprenticeship arguably ayrshire behavioral biennial breathlessness california
    californian catastrophe cctv coefficient coliseum colonial complementary constituent
    constituents continuum cooperatives copd cristiano cyanosis deactivate dementia diabetes
    dielectric edinburgh edta elemental emanuel embryonic emilio emmanuel emotionally enthusiast
    epitome espn estonia estonian etc ethereal ethically europeans feb firefighters giuliani
    gymnasium harmonious hermione heroism hinduism hsbc html http ieee incremental influential
    influenza initiative inquiring insatiable isbn karaoke laboratory lapd magnesium mauritius
    mcallister multilingual nacional negotiable neonatal nevertheless nonlinear nvidia nypd
    oceanic oecd overpowering pedophilia penelope pennsylvania peoria peroneal petroleum
    physically plutonium polyester popliteal portfolio potassium ptsd realisation realization
    recoveries retaliate retirement riviera rsvp santiago smithsonian sociopath suicidal
    supremely symposium theologians ukulele unfamiliar uninterested unrealistic unreasonable
    usda ussr valencia valkyrie vehemently veterinary vigilante whatsoever wholeheartedly
    yosemite zoology
    """,
    5: """
    alienated alienating alienation angiography angioplasty babylonian bibliography bmw
    ceremonial christianity constituency deactivated endothelial endothelium enthusiasm
    enthusiastic ethiopia ethiopian familiarity genealogy heterogeneous homocysteine
    hydroelectric idealistic kwh lithuania lithuanian louisiana macedonia memorabilia
    minneapolis naacp parliamentary penitentiary politically radioactive retaliation speciality
    testimonial theologian visualization
    """,
    6: """
    anticoagulant colonialism contraindicated contraindication cyanoacrylate ecclesiastical
    extraordinarily fyi gastrointestinal genealogical macroeconomic microorganisms
    osteoarthritis physiotherapist physiotherapy psychoanalysis telangiectatic
    """,
    7: "anticoagulation confidentiality saphenopopliteal socioeconomic telangiectasia",
    8: "pathophysiology",
    9: "lipodermatosclerosis",
}
KNOWN = {word: count for count, words in BY_COUNT.items() for word in words.split()}
