"""What made-up participants and caseworkers say, in Swedish as it is said.

Content, not interface: like the texts of a real person's file it is never translated.
"""

from __future__ import annotations

from typing import NamedTuple

from dirigo_tui.domain.records import RESPONSIBLE_PARTICIPANT
from dirigo_tui.domain.vocabulary import (
    ActivityKind,
    EndReason,
    MappingArea,
    NonAnswer,
    NoteKind,
    TargetGroup,
)

OWN_GOALS: dict[TargetGroup, tuple[str, ...]] = {
    TargetGroup.SICK_LEAVE: (
        "Jag vill orka jobba halvtid och inte vara rädd för telefonen.",
        "Jag vill tillbaka till ett jobb där jag får ta det i min egen takt.",
        "Jag vill kunna lita på min kropp igen.",
        "Att ha ett arbete att gå till och ork kvar när jag kommer hem.",
        "Jag vill hitta något annat än vården att jobba med.",
        "Jag vill sova om nätterna och jobba om dagarna.",
        "Kunna försörja mig själv utan att bli sjuk av det.",
        "Jag vill prova om jag klarar mitt gamla yrke på deltid.",
        "Jag vill känna att jag duger på en arbetsplats.",
        "Jag vill ha ett liv där jobbet är en del och inte allt.",
    ),
    TargetGroup.ACTIVITY_COMPENSATION: (
        "Jag vill plugga klart gymnasiet.",
        "Jag vill ha ett riktigt jobb, helst med djur.",
        "Jag vill flytta hemifrån och betala min egen hyra.",
        "Att komma ut mer och träffa folk i min ålder.",
        "Jag vill bli något med datorer.",
        "Jag vill våga prata med folk jag inte känner.",
        "Jag vill jobba i ett kök.",
        "Jag vill klara av att komma i tid till något varje dag.",
    ),
    TargetGroup.INCOME_SUPPORT: (
        "Jag vill ha ett jobb och slippa socialen.",
        "Jag vill lära mig svenska så bra att jag kan jobba i skolan.",
        "Jag vill köra buss.",
        "Jag vill öppna ett eget kafé en dag.",
        "Jag vill att mina barn ska se mig gå till jobbet.",
        "Jag vill använda min utbildning här i Sverige.",
        "Jag vill ha en egen lön och ordning på räkningarna.",
        "Jag vill jobba med händerna, gärna utomhus.",
    ),
}

GOALS: tuple[str, ...] = (
    "Orka vara hemifrån en halv dag",
    "Våga ringa samtal",
    "Få ordning på sömnen",
    "Veta vilka jobb som passar mig",
    "Prova att jobba några timmar i veckan",
    "Komma upp samma tid varje morgon",
    "Träffa andra människor varje vecka",
    "Bli av med värken i axlarna",
    "Förstå mina papper från myndigheterna",
    "Skriva ett cv som jag kan stå för",
    "Prata mer svenska",
    "Klara att åka buss och tåg själv",
    "Säga nej när det blir för mycket",
    "Få koll på min ekonomi",
    "Hitta en arbetsplats där jag trivs",
    "Ta upp mitt gamla yrke igen",
    "Lära mig hantera oron",
    "Röra på mig lite varje dag",
    "Söka in på folkhögskola",
    "Ta reda på om jag kan starta eget",
)

GOAL_NOTES: tuple[str, ...] = (
    "Viktigt att börja i liten skala.",
    "Återkommer ofta i våra samtal.",
    "Följ upp tillsammans med vården.",
    "Hänger ihop med boendet, ta det steg för steg.",
    "Har lyckats med detta förut, bygg på det.",
)

REMOVED_BECAUSE: tuple[str, ...] = (
    "Det är inte viktigt för mig längre.",
    "Jag vill ta en sak i taget.",
    "Det blev ett annat mål i stället.",
)
CANCELLED_BECAUSE: tuple[str, ...] = (
    "Kursen ställdes in.",
    "Blev sjuk och fick avbryta.",
    "Det passade inte, vi hittade något annat.",
    "Platsen försvann när butiken stängde.",
)


class Deed(NamedTuple):
    """Something to do: an activity without its time."""

    title: str
    kind: ActivityKind
    taking_part: str
    responsible: str


_ME = RESPONSIBLE_PARTICIPANT
_FK = "Försäkringskassan"
_AF = "Arbetsförmedlingen"
_CARE = "Vårdcentralen"
_TOWN = "Kommunen"

COURSE = Deed("Mobiliseringskurs", ActivityKind.MOBILISATION_COURSE, "Kursgruppen", _FK)
CONFIDENCE_COURSE = Deed("Jagstärkande kurs", ActivityKind.CONFIDENCE_COURSE, "Kursgruppen", _FK)

OWN_DEEDS: tuple[Deed, ...] = tuple(
    Deed(title, ActivityKind.OWN_ACTIVITY, taking_part, _ME)
    for title, taking_part in (
        ("Promenad varje morgon", ""),
        ("Gå och lägga mig före elva", ""),
        ("Simma med min syster", "Min syster"),
        ("Laga mat från grunden två gånger i veckan", ""),
        ("Skriva dagbok om vad som ger ork", ""),
        ("Träna på gymmet", "En vän"),
        ("Gå till språkkaféet på biblioteket", "Biblioteket"),
        ("Ringa ett samtal om dagen", ""),
        ("Odla på kolonilotten", "Koloniföreningen"),
        ("Hjälpa till på second hand en förmiddag i veckan", "Föreningen"),
        ("Vila en halvtimme mitt på dagen", ""),
        ("Följa med hundgruppen i skogen", "Grannen"),
    )
)
TREATMENTS: tuple[Deed, ...] = (
    Deed("Samtal med kurator", ActivityKind.TREATMENT, "Kurator", _CARE),
    Deed("Fysioterapi för axlar och rygg", ActivityKind.TREATMENT, "Fysioterapeut", _CARE),
    Deed("Kbt mot stress", ActivityKind.TREATMENT, "Psykolog", _CARE),
    Deed("Smärtskola", ActivityKind.PRE_REHABILITATION, "Smärtgruppen", _CARE),
    Deed("Sömnskola på nätet", ActivityKind.PRE_REHABILITATION, "", _CARE),
    Deed("Arbetsterapi: balans i vardagen", ActivityKind.PRE_REHABILITATION, "Gruppen", _CARE),
)
CONTACTS: tuple[Deed, ...] = (
    Deed("Möte om mitt medicinska underlag", ActivityKind.MEETING, "Läkare och jag", _CARE),
    Deed("Boka tid för inskrivning", ActivityKind.CONTACT, "", _AF),
    Deed("Budgetrådgivning", ActivityKind.CONTACT, "Budgetrådgivare", _TOWN),
    Deed("Studiebesök på folkhögskolan", ActivityKind.STUDIES, "Studievägledare", _ME),
    Deed("Prata med studie- och yrkesvägledare", ActivityKind.STUDIES, "Vägledare", _TOWN),
    Deed("Skriva cv tillsammans", ActivityKind.JOB_SEARCH, "Jobbcoach", _AF),
    Deed("Trepartsmöte med min arbetsgivare", ActivityKind.MEETING, "Arbetsgivare", _FK),
    Deed("Prova på dag i verkstaden", ActivityKind.OTHER, "Handledare", _TOWN),
)
PLACES: tuple[str, ...] = (
    "butik",
    "blomsterhandel",
    "skolkök",
    "kontor",
    "bibliotek",
    "trädgård",
    "förskola",
    "cykelverkstad",
    "lager",
    "återbruk",
    "hotell",
    "äldreboende",
)

MAPPING: dict[MappingArea, tuple[tuple[str, str, str], ...]] = {
    MappingArea.HEALTH: (
        (
            "Jag har värk som kommer och går och blir trött av det.",
            "Jag vet vad som lindrar.",
            "Svårt att sitta still länge.",
        ),
        (
            "Det är oron som stoppar mig, inte kroppen.",
            "Har en bra kontakt på vårdcentralen.",
            "Dåliga nätter gör att jag ställer in.",
        ),
        (
            "Jag blev utmattad för två år sedan. Det går framåt.",
            "Jag märker när det är på väg att bli för mycket.",
            "Ljud och stress.",
        ),
    ),
    MappingArea.EVERYDAY_LIFE: (
        (
            "Jag sköter hemmet men inget mer än så.",
            "Frukost varje dag.",
            "Eftermiddagarna tar slut.",
        ),
        ("Jag går ut med hunden, det är min fasta punkt.", "Hunden!", "Har tappat rutiner."),
    ),
    MappingArea.ECONOMY: (
        ("Det går ihop men inget får hända.", "Jag gör en lista varje månad.", "Gamla skulder."),
        (
            "Jag oroar mig varje gång det kommer ett brev.",
            "Min bror hjälper mig.",
            "Vet inte vad jag har rätt till.",
        ),
    ),
    MappingArea.HOUSING: (
        ("Jag bor bra.", "Nära till bussen.", ""),
        ("Jag bor i andra hand och måste flytta till våren.", "", "Hittar inget jag har råd med."),
    ),
    MappingArea.FAMILY_AND_NETWORK: (
        (
            "Mina barn och min mamma.",
            "Mamma ställer upp med barnen.",
            "Jag tar hand om alla andra först.",
        ),
        (
            "Jag har en vän som jag ringer.",
            "Vi har känt varandra länge.",
            "Känner mig ensam ibland.",
        ),
    ),
    MappingArea.EDUCATION_AND_SKILLS: (
        (
            "Undersköterska. Har också gått en kurs i bokföring.",
            "Bra på att lyssna och på ordning.",
            "Länge sedan jag pluggade.",
        ),
        (
            "Nio år i skolan i mitt hemland och sfi här.",
            "Jag talar tre språk.",
            "Att skriva på svenska.",
        ),
        ("Jag hoppade av tvåan på gymnasiet.", "Duktig på engelska.", "Svårt med långa texter."),
    ),
    MappingArea.WORK_EXPERIENCE: (
        ("Femton år i hemtjänsten.", "Van vid ansvar.", "Tunga lyft går inte längre."),
        ("Jag har jobbat i kök, på lager och städat.", "Lär mig snabbt.", "Inga betyg på papper."),
        (
            "Jag har inte haft något riktigt jobb än.",
            "Praktik på ett kafé.",
            "Vet inte vad jag kan.",
        ),
    ),
    MappingArea.INTERESTS_AND_WISHES: (
        ("Allt som har med trädgård att göra.", "Kan mycket om växter.", ""),
        ("Jag drömmer om att starta eget med sömnad.", "Har symaskin och kunder redan.", "Pengar."),
        (
            "Spel och musik.",
            "Kan sitta länge med det jag gillar.",
            "Vet inte hur det blir ett jobb.",
        ),
    ),
    MappingArea.LANGUAGE_AND_DIGITAL_SKILLS: (
        ("Jag klarar det mesta på mobilen.", "", "Formulär på datorn är svårt."),
        ("Jag förstår mer svenska än jag vågar tala.", "Arabiska, franska.", "Telefonsamtal."),
    ),
    MappingArea.CHANGE_FIRST: (
        ("Sömnen. Allt annat blir lättare då.", "", ""),
        ("Jag vill komma hemifrån.", "", ""),
        ("Få en plan så att jag vet vad som händer.", "", ""),
        ("Att sluta skämmas för att jag är sjukskriven.", "", ""),
    ),
}
MAPPING_NOTES: tuple[str, ...] = (
    "Berättar öppet. Ta upp igen vid nästa samtal.",
    "Behöver underlag från läkaren.",
    "Ville inte gå djupare i detta i dag.",
)

NOTES: dict[NoteKind, tuple[str, ...]] = {
    NoteKind.CHECK_IN: (
        "Avstämning. Det går framåt, långsamt men stadigt. Planen ligger kvar.",
        "Avstämning. Trött efter en tung period. Vi drar ner på takten i två veckor.",
        "Avstämning. Nöjd med kursen, vill gärna fortsätta i grupp.",
        "Avstämning. Har tagit bussen själv två gånger. Stolt.",
        "Avstämning. Vi gick igenom planen och flyttade fram ett steg.",
    ),
    NoteKind.PHONE: (
        "Ringde. Allt enligt plan.",
        "Ringde, bokade om nästa möte.",
        "Ringde och frågade om läkartiden. Intyget är på väg.",
        "Kort samtal om hur första veckan gått.",
    ),
    NoteKind.THREE_PARTY_MEETING: (
        "Trepartsmöte med arbetsgivaren. Enades om fyra timmar om dagen.",
        "Trepartsmöte med vården. Sjukskrivningen trappas ner i steg.",
        "Trepartsmöte med Arbetsförmedlingen om arbetsträning.",
    ),
    NoteKind.NOTE: (
        "Underlag från vårdcentralen har kommit.",
        "Skickat kallelse till kursen.",
        "Vill helst bli kontaktad med sms.",
        "Behöver tolk vid längre samtal.",
    ),
}
WORK_NOTES: tuple[str, ...] = (
    "Ringde till nya jobbet. Trivs, orkar timmarna.",
    "Uppföljning: arbetskamraterna är bra, chefen vet om att det tar tid.",
    "Uppföljning på arbetsplatsen. Schemat är ändrat till förmiddagar.",
)
AFTER_END_NOTES: tuple[str, ...] = (
    "Uppföljning efter avslut. Mår bra, inget behov av mer stöd.",
    "Uppföljning efter avslut. Läget är oförändrat, vet vart man vänder sig.",
)
END_NOTES: dict[EndReason, str] = {
    EndReason.AS_PLANNED: "Avslutande samtal. Vi gick igenom planen från början till slut.",
    EndReason.TOO_ILL: "Orkar inte delta längre. Välkommen tillbaka när det går.",
    EndReason.MOVED: "Flyttar till en annan kommun. Har fått med sig sin plan.",
    EndReason.OTHER_SERVICE: "Går vidare till en annan insats.",
    EndReason.PARENTAL_LEAVE: "Föräldraledig från och med i dag.",
    EndReason.DECEASED: "Meddelande om dödsfall.",
    EndReason.REGISTERED_BY_MISTAKE: "Inskriven av misstag.",
    EndReason.OWN_CHOICE: "Vill inte fortsätta. Vi skildes som vänner.",
    EndReason.CONSENT_WITHDRAWN: "Har tagit tillbaka sitt samtycke.",
}

WHY_NO_ANSWER: dict[NonAnswer, tuple[str, ...]] = {
    NonAnswer.PREFERS_NOT: ("", "Det är för personligt.", "Inte i dag."),
    NonAnswer.COULD_NOT: ("", "Vet inte, det beror på dagen."),
}

MONTHS = (
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
)
