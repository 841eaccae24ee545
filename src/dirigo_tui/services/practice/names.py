"""Names as they are common in Sweden, also among people who have come here.

Composed from public name statistics; who they are put together into is nobody.
"""

from __future__ import annotations

from typing import NamedTuple

from dirigo_tui.domain.vocabulary import Sex
from dirigo_tui.services.practice.chance import Chance


class Names(NamedTuple):
    """First names that go with last names, the commonest first."""

    women: tuple[str, ...]
    men: tuple[str, ...]
    last: tuple[str, ...]


def _names(women: str, men: str, last: str) -> Names:
    return Names(tuple(women.split()), tuple(men.split()), tuple(last.split()))


_SWEDISH_LAST = """
Andersson Johansson Karlsson Nilsson Eriksson Larsson Olsson Persson Svensson Gustafsson Pettersson
Jonsson Jansson Hansson Bengtsson Jönsson Lindberg Jakobsson Magnusson Olofsson Lindström Lindqvist
Lindgren Axelsson Berg Bergström Lundberg Lundgren Lind Lundqvist Mattsson Berglund Fredriksson
Sandberg Henriksson Forsberg Sjöberg Wallin Engström Eklund Danielsson Håkansson Lundin Björk
Bergman Gunnarsson Wikström Holm Samuelsson Isaksson Fransson Bergqvist Nyström Holmberg Arvidsson
Löfgren Söderberg Nyberg Blomqvist Claesson Mårtensson Nordström Eliasson Pålsson Björklund Viklund
Berggren Sandström Nordin Lund Falk Ström Åberg Ekström Hermansson Holmgren Hellström Dahlberg
Hedlund Sundberg Sjögren Ek Blom Abrahamsson Öberg Martinsson Andreasson Strömberg Åkesson Hansen
Norberg Åström Lindholm Dahl Jonasson Öhman Ahlström Sjödin Ågren Rosén Åkerlund Hallberg
"""

_SWEDISH_OLDER = _names(
    """Anna Eva Maria Karin Kristina Lena Kerstin Marie Ingrid Birgitta Åsa Helena Annika Susanne
    Monica Carina Anette Ulrika Katarina Agneta Åse Pia Gunilla Marianne Camilla Lotta Malin
    Jenny Cecilia Anneli Petra Charlotta Inger Therese Yvonne Ann-Marie""",
    """Lars Anders Mikael Johan Per Peter Jan Thomas Karl Hans Fredrik Mats Stefan Bengt Jonas
    Magnus Bo Andreas Daniel Patrik Henrik Björn Göran Håkan Christer Leif Roger Kjell Tommy
    Urban Örjan Åke Torbjörn Ulf Mattias Karl-Johan""",
    _SWEDISH_LAST,
)
_SWEDISH_YOUNGER = _names(
    """Emma Sara Julia Elin Amanda Johanna Linnéa Matilda Hanna Frida Ida Moa Alva Ebba Wilma
    Felicia Rebecka Jonna Sofia Josefin Klara Tilda Nathalie Evelina Fanny Tove Lovisa Elsa Agnes
    Emelie Olivia Ronja Saga Michelle Angelica""",
    """Erik Oscar Viktor Alexander Emil Simon Anton Jakob Filip Gustav Robin Sebastian Axel Linus
    Albin Elias William Adam Hampus Jesper Rasmus Marcus Joel Kevin Max Isak Ludvig Oliver Casper
    Tobias Love Noah Hugo Melker""",
    _SWEDISH_LAST,
)
_ARABIC = _names(
    """Fatima Zahra Maryam Amina Layla Nour Samira Hiba Rana Huda Dalal Suad Rima Aisha Yasmin Farah
    Lina Salma""",
    """Mohammed Ahmed Ali Omar Hassan Ibrahim Khaled Mahmoud Yousef Samir Mustafa Bilal Karim
    Hussein Tariq Ziad Walid Nabil""",
    """Ali Mohammed Ahmed Hassan Hussein Ibrahim Khalil Saleh Haddad Khoury Aziz Rashid Omar Yousef
    Nasser Hamid Jaber Mansour Abbas Issa Sabbagh""",
)
_HORN_OF_AFRICA = _names(
    """Hodan Amal Ifrah Sahra Halimo Fadumo Selam Helen Rahel Senait Luwam Saba Nasra Ayan Bilan
    Tsega""",
    """Abdi Mohamed Yusuf Ismail Abdirahman Liban Samuel Yonas Dawit Filmon Merhawi Robel Guled
    Mahad Hamse Tesfay""",
    """Mohamed Ali Abdi Hassan Warsame Osman Nur Farah Jama Tesfay Haile Gebremedhin Kidane Berhane
    Mehari Woldu Araya""",
)
_PERSIAN = _names(
    "Leila Maryam Zahra Shirin Nasrin Mina Parisa Fereshte Azadeh Soraya Narges Roya",
    "Reza Ali Mehdi Hamid Farhad Amir Javad Hossein Navid Jawad Esmat Behrouz",
    """Ahmadi Hosseini Rezai Amini Karimi Mohammadi Jafari Rahimi Moradi Haidari Akbari Sultani
    Nazari Sharifi""",
)
_BALKAN = _names(
    "Jasmina Amra Dijana Vesna Mirjana Senada Ana Lejla Besarta Arbnora Snežana Teuta",
    "Goran Dragan Mirza Adnan Zoran Nermin Senad Besnik Arben Milan Dario Ilir",
    """Petrović Jovanović Kovačević Hodžić Begić Marković Nikolić Krasniqi Berisha Gashi Hadžić
    Delić Ilić Babić""",
)
_FINNISH = _names(
    "Päivi Tuula Anneli Marja Satu Sirpa Riitta Minna Tiina Leena Kirsi Raija",
    "Jari Timo Juha Matti Markku Kari Pekka Antti Mika Heikki Veli Seppo",
    "Korhonen Virtanen Mäkinen Nieminen Heikkinen Koskinen Järvinen Laine Niemi Salonen Hiltunen",
)
_POLISH = _names(
    "Agnieszka Katarzyna Magdalena Joanna Ewa Beata Dorota Monika Aneta Iwona",
    "Piotr Marcin Tomasz Krzysztof Andrzej Paweł Marek Łukasz Grzegorz Dariusz",
    "Nowak Wójcik Kowalczyk Mazur Krawczyk Dudek Wróbel Zając Pawlak Sikora Król",
)
_TURKISH_AND_KURDISH = _names(
    "Ayşe Elif Zeynep Hatice Berivan Rojda Dilan Gülay Emine Sevgi Rojin Meryem",
    "Mehmet Mustafa Emre Hüseyin Baran Azad Serkan Murat Dilovan Yusuf Hasan Deniz",
    "Yılmaz Kaya Demir Şahin Çelik Yıldız Aydın Öztürk Arslan Doğan Kılıç Aslan",
)
_LATIN_AMERICAN = _names(
    "Claudia Patricia Carolina Paola Mariela Ximena Lorena Andrea Valentina Rosa",
    "Carlos Luis Jorge José Cristian Rodrigo Marcelo Andrés Pablo Héctor",
    "González Rodríguez Muñoz Rojas Díaz Soto Fuentes Morales Vargas Castillo Araya",
)

_FROM_ELSEWHERE: tuple[tuple[Names, float], ...] = (
    (_ARABIC, 9),
    (_HORN_OF_AFRICA, 5),
    (_PERSIAN, 4),
    (_BALKAN, 4),
    (_FINNISH, 3),
    (_POLISH, 2),
    (_TURKISH_AND_KURDISH, 4),
    (_LATIN_AMERICAN, 2),
)
_SHARE_FROM_ELSEWHERE = 0.33


def full_name(chance: Chance, sex: Sex, birth_year: int) -> str:
    """First and last name of somebody of that sex and age."""
    if chance.often(_SHARE_FROM_ELSEWHERE):
        names = chance.weighted(_FROM_ELSEWHERE)
    else:
        names = _SWEDISH_YOUNGER if birth_year >= 1985 else _SWEDISH_OLDER
    first = chance.pick_early(names.women if sex is Sex.WOMEN else names.men)
    return f"{first} {chance.pick_early(names.last)}"
