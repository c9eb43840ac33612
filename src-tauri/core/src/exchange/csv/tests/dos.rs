//! Lists of DOS and of the old Macintosh are recognised, and nothing else is taken for one.

use super::*;
use crate::exchange::csv::encoding::survey;
use encoding_rs::{Encoding, MACINTOSH, WINDOWS_1250, WINDOWS_1252};
use proptest::prelude::*;
use yore::CodePage;
use yore::code_pages::{CP437, CP850, CP852, CP866};

const GERMAN: &str = "Name;Straße;Ort\r\nJürgen Groß;Lindenstraße 4;Köln\r\nBärbel Öztürk;Am Bäckergäßchen 1;Überlingen\r\nÄnne Schröder;Weißdornweg 2;Österfeld\r\n";
const FRENCH: &str = "Nom;Ville;Remarque\r\nHélène Lefèvre;Besançon;à rappeler\r\nÉloïse Benoît;Nîmes;très fidèle\r\nAndré Forêt;Orléans;août déjà payé\r\n";
const SPANISH: &str = "Nombre;Ciudad\r\nJosé Muñoz;Málaga\r\nRaúl García;León\r\nIñigo Pérez;Cádiz\r\n";
const DANISH: &str = "Navn;By\r\nSøren Kjær;Århus\r\nBjørn Æbelø;Tønder\r\nPåske Ærø;Ålborg\r\n";
const POLISH: &str =
    "Nazwa;Miasto\r\nŁucja Żółkiewska;Łódź\r\nStanisław Wójcik;Gdańsk\r\nBożena Gęś;Częstochowa\r\n";
const CZECH: &str = "Jméno;Město\r\nJiří Dvořák;Plzeň\r\nBožena Němcová;Děčín\r\nŠtěpán Růžička;Kroměříž\r\n";

/// What the file is found to be in, for a business of that land.
fn found(bytes: &[u8], country: &str) -> &'static str {
    let (_dir, path) = file(bytes);
    survey(&path, None, country).unwrap().coding.name()
}

#[test]
fn a_list_of_dos_is_read_with_its_own_letters() {
    let page = |page: &dyn CodePage, text: &str| page.encode(text).unwrap().into_owned();
    let cases: [(&str, Vec<u8>, &str, &str); 9] = [
        ("IBM850", page(&CP850, GERMAN), "DE", GERMAN),
        ("IBM850", page(&CP437, GERMAN), "DE", GERMAN),
        ("IBM850", page(&CP850, FRENCH), "FR", FRENCH),
        ("IBM850", page(&CP850, SPANISH), "ES", SPANISH),
        ("IBM850", page(&CP850, DANISH), "DK", DANISH),
        ("IBM437", page(&CP437, SPANISH), "US", SPANISH),
        ("IBM852", page(&CP852, POLISH), "PL", POLISH),
        ("IBM852", page(&CP852, POLISH), "DE", POLISH),
        ("IBM852", page(&CP852, CZECH), "", CZECH),
    ];
    for (name, bytes, country, meant) in cases {
        let (_dir, path) = file(&bytes);
        let source = Source::open(&path, None, country, None, &synonyms::known).unwrap();
        assert_eq!(source.encoding(), name, "a garbled list would come in without a word: {meant}");
        let (mut rows, mut record) = (source.rows().unwrap(), StringRecord::new());
        let mut read = source.heading.names.join(";") + "\r\n";
        while rows.next(&mut record).unwrap().is_some() {
            read += &(record.iter().collect::<Vec<_>>().join(";") + "\r\n");
        }
        assert_eq!(read, meant, "every letter of {name}");
    }
}

#[test]
fn a_few_rows_are_enough() {
    for (text, country) in [
        ("Name;Ort\r\nMüller;Bonn\r\n", ""),
        ("Name;Ort\r\nJörg;Köln\r\n", "DE"),
        ("Name;Ort\r\nMÜLLER;KÖLN\r\nGROß;Mülheim\r\n", "AT"),
        ("Nom\r\nAndré\r\nGérard\r\n", "FR"),
        ("Name;Straße\r\nMüller;Hauptstraße 5\r\n", ""),
    ] {
        assert_eq!(found(&CP850.encode(text).unwrap(), country), "IBM850", "{text}");
    }
}

#[test]
fn a_lone_sharp_s_is_german_where_german_is_spoken() {
    for text in ["Name;Ort\r\nWeiß;Bonn\r\n", "Name;Ort\r\nGroßmann;Straßburg\r\n", "Name\r\nMeißner\r\n"]
    {
        assert_eq!(found(&CP850.encode(text).unwrap(), "DE"), "IBM850", "{text}");
        assert_ne!(found(&CP850.encode(text).unwrap(), "ES"), "IBM850", "an á is as likely there: {text}");
    }
    for name in [
        "Málaga",
        "Cádiz",
        "Suárez",
        "Sebastián",
        "Diána",
        "Seán",
        "Ciarán",
        "Balázs",
        "Tamás",
        "Marián",
        "Julián",
    ] {
        let text = format!("Name;Ort\r\n{name};Bonn\r\n");
        let read = found(&WINDOWS_1252.encode(&text).0, "DE");
        assert!(!read.starts_with("IBM"), "{name} is no German, and not of {read}");
    }
}

#[test]
fn what_dos_writes_behind_a_text_is_no_row() {
    let text = [&*CP850.encode(GERMAN).unwrap(), b"\x1a"].concat();
    assert_eq!(open(&text).unwrap().1.len(), 3, "the sign for the end would be a row without a name");
    assert_eq!(open(b"name;city\r\nAnna;Bonn\r\n\x1a").unwrap().1.len(), 1, "also without any umlaut");
}

#[test]
fn a_character_set_of_dos_can_be_named() {
    let (_dir, path) = file(&CP850.encode("Name\r\nJos\u{e9}\r\n").unwrap());
    for label in ["IBM850", "cp850", "850"] {
        assert_eq!(survey(&path, Some(label), "").unwrap().coding.name(), "IBM850");
    }
    assert_eq!(survey(&path, Some("cp866"), "").unwrap().coding.name(), "IBM866");
    assert!(survey(&path, Some("cp999"), "").is_err(), "an unknown one is refused, not guessed");
}

/// Texts that typographers and languages make hard.
const HARD: [&str; 16] = [
    GERMAN,
    FRENCH,
    SPANISH,
    DANISH,
    "Name;Note\r\nAnna;„Guten Tag“ sagte sie – ‚ja‘\r\nBea;“Hello” she said… it’s 5 €\r\n",
    "Nom;Note\r\nL’Oréal;l’été à l’hôtel d’Évreux\r\nŒuvre;« cœur » – n’est-ce pas\r\n",
    "Name;Ort\r\nKöln–Bonn;1990–2000\r\nMax;5 • 6 ™ 7 ‰\r\n",
    "Name;Ort\r\nL´Oreal;O`Neill\r\nHerr\u{a0}Müller;Groß\u{a0}Gerau\r\n",
    "Name;Price\r\nHarris;£1,066.94\r\nBrooks;£12.00\r\n",
    "Name;Ort\r\nŽeljko Šimić;Split\r\nŠárka;Žilina\r\n",
    "Name;Note\r\nPersil® Ultra™;50 °C ± 1 µm, § 5, ½ kg\r\n",
    "Name;Note\r\nABC™DEF;X\r\nMAX;Y\r\n",
    "Name;Note\r\nABC™DEF;Besançon\r\n",
    "Name;Note\r\nABC™DEF;Málaga\r\n",
    "Name;Note\r\nABC™DEF;said…\r\n",
    "Name;Note\r\nKäse;Bär\r\nSäge;März\r\n",
];

#[test]
fn what_is_not_of_dos_is_never_taken_for_it() {
    let no_dos = |bytes: &[u8], country: &str, text: &str, how: &str| {
        let name = found(bytes, country);
        assert!(!["IBM437", "IBM850", "IBM852"].contains(&name), "{how} from {country} as {name}: {text}");
    };
    for text in HARD.into_iter().chain([POLISH, CZECH]) {
        for country in ["", "DE", "FR", "PL", "US", "GB"] {
            assert_eq!(found(text.as_bytes(), country), "UTF-8");
            for encoding in [WINDOWS_1252, WINDOWS_1250, MACINTOSH] {
                let (bytes, _, missing) = encoding.encode(text);
                if !missing && !bytes.is_ascii() {
                    no_dos(&bytes, country, text, encoding.name());
                    let once = text.split_inclusive('\n').nth(1).unwrap();
                    no_dos(&encoding.encode(once).0, country, once, encoding.name());
                }
            }
        }
    }
}

#[test]
fn letters_of_other_scripts_stay_what_they_are() {
    let cases: [(&str, &str); 11] = [
        ("windows-1251", "Имя;Город\r\nИван Петров;Москва\r\nОльга Щербакова;Санкт-Петербург\r\n"),
        ("KOI8-R", "Имя;Город\r\nИван Петров;Москва\r\nОльга Щербакова;Санкт-Петербург\r\n"),
        ("windows-1253", "Όνομα;Πόλη\r\nΓιώργος Παπαδόπουλος;Αθήνα\r\nΕλένη;Θεσσαλονίκη\r\n"),
        ("windows-1254", "Ad;Şehir\r\nİbrahim Öztürk;İstanbul\r\nAyşe Yıldız;Eskişehir\r\nÇağrı;Muğla\r\n"),
        ("windows-1255", "שם;עיר\r\nדוד כהן;ירושלים\r\nרחל לוי;תל אביב\r\n"),
        ("windows-1256", "اسم;مدينة\r\nمحمد أحمد;القاهرة\r\nفاطمة;الإسكندرية\r\n"),
        ("windows-874", "ชื่อ;เมือง\r\nสมชาย ใจดี;กรุงเทพมหานคร\r\nน้ำฝน;เชียงใหม่\r\n"),
        ("Shift_JIS", "名前;都市\r\n山田太郎;東京都新宿区\r\nNTT東日本;大阪府大阪市\r\n"),
        ("GBK", "姓名;城市\r\n王小明;北京市海淀区\r\n李娜ABC公司;上海市浦东新区\r\n"),
        ("Big5", "姓名;城市\r\n王小明;臺北市信義區\r\n陳美麗;高雄市前鎮區\r\n"),
        ("EUC-KR", "이름;도시\r\n김철수;서울특별시 강남구\r\n이영희;부산광역시\r\n"),
    ];
    for (name, text) in cases {
        let encoding = Encoding::for_label(name.as_bytes()).unwrap();
        let bytes = encoding.encode(text).0;
        // One of the same letters is as good: what counts is that every name is read.
        let taken = found(&bytes, "");
        let read = Encoding::for_label(taken.as_bytes()).map(|taken| taken.decode(&bytes).0);
        assert_eq!(read.as_deref(), Some(text), "{name} is read as {taken}");
    }
    let russian = CP866.encode(cases[0].1).unwrap().into_owned();
    assert_eq!(found(&russian, "RU"), "IBM866");
}

#[test]
fn a_list_of_the_old_macintosh_is_read_too() {
    for (text, country) in [(GERMAN, "DE"), (FRENCH, "FR"), (SPANISH, "ES"), (DANISH, "DK")] {
        assert_eq!(found(&MACINTOSH.encode(text).0, country), "macintosh", "{text}");
    }
}

proptest! {
    /// However names and quotation marks meet in a file of Windows, Unix or the Macintosh.
    #[test]
    fn no_mixture_of_words_is_taken_for_dos(
        words in proptest::collection::vec(
            proptest::sample::select(HARD.concat().split([' ', ';', '\r', '\n']).filter(|w| !w.is_empty()).map(str::to_owned).collect::<Vec<_>>()),
            1..40,
        ),
        country in proptest::sample::select(vec!["", "DE", "FR", "US", "PL"]),
    ) {
        let text = format!("Name;Note\r\n{}\r\n", words.join(" "));
        for encoding in [WINDOWS_1252, MACINTOSH] {
            let (bytes, _, missing) = encoding.encode(&text);
            // `Benoît` of the Macintosh has the bytes of `Benoöt` of DOS, and a German shop means an `ö`.
            let german = country == "DE" && CP850.decode(&bytes).chars().all(|c| c.is_ascii() || "äöüß".contains(c));
            if !missing && !bytes.is_ascii() && !german {
                let name = found(&bytes, country);
                prop_assert!(!["IBM437", "IBM850", "IBM852"].contains(&name), "{} as {name}: {text}", encoding.name());
            }
        }
        prop_assert_eq!(found(text.as_bytes(), country), "UTF-8");
    }
}
