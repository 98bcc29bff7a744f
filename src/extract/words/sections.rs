//! Headings of a report and breaks of a programme: lines that are no talks.

use std::sync::LazyLock;

use super::takeaways::{are_joined_wide_words, filler_beside, is_takeaways_words, is_wide_phrase};
use crate::extract::notions::Notion;
use crate::extract::tables::Phrases;
use crate::folded::fold;

/// Headings of a report, or lines of a programme, that are no talks.
#[rustfmt::skip]
pub(in crate::extract) const SECTIONS: &[&str] = &[
    "introduction", "intro", "preface", "preamble", "background", "prologue", "epilogue", "closing", "closing remarks", "closing thoughts", "closing words", "opening remarks", "conclusion", "conclusions", "summary", "links", "link", "useful links", "resources", "references", "bibliography", "further reading", "reading", "reading list", "things to read", "things to google", "things to look at", "things to try", "things to check out", "to read", "to watch", "to do", "todo", "todos", "vendor hall", "exhibit hall", "exhibitor hall", "raffle", "costs", "the costs", "why i went", "why i was there", "getting home", "going home", "the way home", "back home", "upon arrival", "after hours", "elsewhere", "other stuff", "stuff to google", "stuff to look up", "things to look up", "things i bought", "team", "the team", "teams", "projects", "hiring", "project overview", "key accomplishments", "accomplishments", "open items", "future considerations", "background and goals", "things i want to read", "things i want to try", "not yet seen", "bookmarks", "my actions", "demo booths", "the evening", "day zero", "before the conference", "after the conference", "hallway", "hallway track", "hallway conversations", "venue", "the venue", "food", "food and drink", "drinks", "travel", "travelling", "traveling", "trip", "journey", "getting there", "how to get there", "hotel", "accommodation", "where i stayed", "logistics", "costs", "budget", "thanks", "thank you", "acknowledgements", "acknowledgments", "credits", "about", "about me", "about us", "about the author", "about this document", "about the conference", "about the event", "contact", "agenda", "schedule", "program", "programme", "timetable", "overview", "contents", "table of contents", "toc", "index", "tips", "general tips", "advice", "misc", "miscellaneous", "miscellany", "other", "others", "other talks", "other sessions", "other notes", "expo", "expo hall", "exhibition", "exhibition hall", "booth", "booths", "sponsor", "sponsors", "our sponsors", "partners", "exhibitors", "organisation", "organization", "organisers", "organizers", "organizing committee", "program committee", "programme committee", "committee", "volunteers", "volunteering", "questions", "q a", "qa", "questions and answers", "questions answers", "faq", "discussion", "comments", "feedback", "notes", "raw notes", "general notes", "general", "general thoughts", "general impressions", "impressions", "thoughts", "final thoughts", "reflections", "reflection", "my thoughts", "opinion", "highlights", "lowlights", "the good", "the bad", "the ugly", "what went well", "what went wrong", "what i enjoyed", "what i liked", "likes", "dislikes", "community", "people", "networking", "party", "parties", "games night", "game night", "board games", "wine tasting", "beer", "beers", "karaoke", "quiz", "pub quiz", "sauna", "train home", "bye", "after party", "afterparty", "social", "social events", "social event", "games", "capture the flag", "ctf", "jet lag", "jetlag", "excursion", "swag", "goodies", "photos", "pictures", "gallery", "slides", "videos", "recordings", "talks", "talk", "sessions", "the talks", "the sessions", "presentations", "keynotes", "keynote", "workshops", "tutorials", "panels", "lightning talks", "speakers", "tracks", "posters", "sprints", "code of conduct", "registration", "tickets", "location", "date", "dates", "when", "where", "what", "why", "who", "next steps", "next year", "whats next", "future", "outlook", "next time", "action items", "actions", "follow up", "follow ups", "disclaimer", "license", "licence", "copyright", "changelog", "update", "updates", "edit", "attendees", "attendance", "participants", "audience", "jobs", "news", "announcements", "navigation", "menu", "archive", "archives", "categories", "tags", "related", "related posts", "related articles", "see also", "share", "subscribe", "newsletter", "search", "footnotes", "appendix", "glossary", "tools", "books", "quotes", "random", "random links", "random thoughts", "random notes", "arrival", "departure", "city", "sightseeing", "statistics", "stats", "numbers", "videos and slides", "recommended talks", "missed talks", "talks i missed", "talks i attended", "my talk", "talks to watch", "retrospective",
    "einleitung", "einfuhrung", "vorwort", "uberblick", "ubersicht", "inhalt", "inhaltsverzeichnis", "programm", "zeitplan", "ablauf", "links und quellen", "quellen", "literatur", "weiterfuhrende links", "anreise", "abreise", "hotel", "unterkunft", "ort", "essen", "verpflegung", "essen und trinken", "essen trinken", "dank", "danke", "danksagung", "uber mich", "uber uns", "impressum", "kontakt", "organisation", "sponsoren", "aussteller", "veranstalter", "fragen", "fragen und antworten", "ankunft", "heimreise", "ruckreise", "heimfahrt", "was sonst noch war", "kosten", "diskussion", "sonstiges", "verschiedenes", "allgemeines", "eindrucke", "gedanken", "ausblick", "nachstes jahr", "nachste schritte", "fazit", "zusammenfassung", "schluss", "schlusswort", "vortrage", "die vortrage", "gemeinschaft", "rahmenprogramm", "abendveranstaltung", "abendprogramm", "ausflug", "bilder", "fotos", "teilnehmer", "location", "allgemein", "feierabend", "datenschutz",
    "avant propos", "sommaire", "programme", "planning", "liens", "liens utiles", "ressources", "references", "remerciements", "merci", "a propos", "lieu", "le lieu", "hebergement", "transport", "voyage", "repas", "nourriture", "organisation", "organisateurs", "partenaires", "divers", "autres", "questions", "questions reponses", "discussions", "bilan", "en resume", "presentation", "les conferences", "conferences", "ateliers", "les ateliers", "impressions", "ambiance", "l ambiance", "l arrivee", "arrivee", "le depart", "en vrac", "le repas", "le retour", "l annee prochaine", "couts", "soiree", "la soiree", "suite", "la suite", "et apres", "annexes", "contexte", "photos",
    "introduccion", "indice", "programa", "horario", "enlaces", "enlaces de interes", "recursos", "referencias", "bibliografia", "agradecimientos", "gracias", "sobre mi", "acerca de", "lugar", "viaje", "alojamiento", "comida", "organizacion", "organizadores", "patrocinadores", "otros", "otras charlas", "varios", "preguntas", "preguntas y respuestas", "impresiones", "opinion", "reflexiones", "charlas", "las charlas", "talleres", "conclusiones", "conclusion", "resumen", "proximos pasos", "fotos", "contacto", "ponentes", "el viaje", "la fiesta", "fiesta", "pendiente", "pendientes", "la comida", "las canas", "el sitio", "el ano que viene", "cosas que mirar", "libros",
    "inleiding", "inhoud", "inhoudsopgave", "programma", "rooster", "schema", "links", "bronnen", "dankwoord", "bedankt", "over mij", "over ons", "locatie", "reis", "eten", "eten en drinken", "organisatie", "sponsors", "sponsoren", "overig", "overige", "diversen", "vragen", "vragen en antwoorden", "indrukken", "conclusie", "samenvatting", "volgend jaar", "praatjes", "lezingen", "algemeen", "sfeer",
    "introducao", "sumario", "agenda", "programacao", "links uteis", "recursos", "referencias", "agradecimentos", "obrigado", "sobre", "sobre mim", "local", "viagem", "hospedagem", "comida", "organizacao", "patrocinadores", "outros", "perguntas", "perguntas e respostas", "impressoes", "conclusao", "resumo", "palestras", "as palestras", "oficinas", "proximos passos", "contato", "palestrantes", "logistica", "ano que vem",
    "introduzione", "indice", "programma", "orario", "collegamenti", "risorse", "riferimenti", "ringraziamenti", "grazie", "chi sono", "luogo", "viaggio", "alloggio", "cibo", "organizzazione", "organizzatori", "altro", "varie", "domande", "domande e risposte", "impressioni", "conclusioni", "riassunto", "interventi", "prossimi passi", "contatti", "relatori", "sponsor", "logistica", "altre cose", "anno prossimo", "il cibo",
    "はじめに", "初めに", "序文", "概要", "目次", "おわりに", "終わりに", "最後に", "さいごに", "まとめ", "感想", "所感", "全体の感想", "参考", "参考資料", "参考文献", "参考リンク", "リンク", "関連リンク", "会場", "会場の様子", "スケジュール", "タイムテーブル", "プログラム", "懇親会", "交流会", "スポンサー", "スポンサーブース", "ブース", "謝辞", "その他", "質疑応答", "質問", "運営", "運営スタッフ", "自己紹介", "次回", "来年", "ノベルティ", "お弁当", "アクセス", "宿泊", "移動", "セッション", "発表", "資料", "また行きたいか", "来年も行くか", "行く価値", "参加してよかったか", "なぜ行くのか", "次回に向けて", "雑感", "余談", "追記",
    "前言", "引言", "序", "目录", "目錄", "概述", "概览", "议程", "日程", "链接", "相关链接", "参考资料", "参考", "资源", "致谢", "感谢", "关于", "关于我", "场地", "会场", "交通", "住宿", "美食", "赞助商", "组织者", "其他", "问答", "提问", "问题", "感想", "总结", "结语", "后记", "联系方式", "展位", "展区", "花絮", "下次", "明年", "吃喝", "周边", "值得去吗", "还会去吗", "明年还去吗", "为什么去", "值得參加嗎", "待读", "杂项",
    "next meetup", "next meeting", "the next meetup", "the next meeting", "next event", "what comes next", "wie geht es weiter", "wie gehts weiter", "nachstes treffen", "das nachste treffen", "nachster termin", "nachste termine", "prochaine rencontre", "prochain rendez vous", "prochaine edition", "prochaine fois", "proximo encuentro", "proximo meetup", "prochain meetup", "nachstes meetup", "prossimo meetup", "proxima reunion", "proximo encontro", "volgende keer", "volgende bijeenkomst", "prossimo incontro", "prossimo appuntamento",
    "best paper", "best papers", "best paper award", "best poster", "best talk", "awards", "prizes", "impression", "overall impression", "overall impressions", "general impression", "general impressions", "gesamteindruck", "impression generale", "impresion general", "algemene indruk", "impressao geral", "impressione generale",
    "bio", "biography", "biographie", "biografia", "photo", "headshot", "headshots", "older", "past talks", "older talks", "previous talks", "upcoming talks", "contributing", "installation",
];

/// Lines of a programme at which nothing is presented.
#[rustfmt::skip]
pub(in crate::extract) const BREAKS: &[&str] = &[
    "break", "breaks", "coffee", "coffee break", "tea", "tea break", "lunch", "lunch break", "breakfast", "dinner", "brunch", "supper", "snack", "snacks", "refreshments", "registration", "badge pickup", "badge pick up", "badges", "badge", "check in", "checkin", "doors", "doors open", "door opens", "open doors", "welcome coffee", "morning coffee", "afternoon tea", "morning tea", "afternoon", "morning", "short", "long", "networking", "networking break", "bio break", "pause", "end of day", "end", "free time", "travel time", "room change", "changeover", "intermission", "catering", "drinks", "pickup", "pick up", "venue opens", "venue closes", "closed", "interlude", "intermezzo", "zwischenspiel", "intermede", "interludio", "setup", "set up", "exhibits open", "reception", "welcome reception", "happy hour", "pub", "cocktail", "cocktails", "apero", "aperitif",
    "pausen", "kaffeepause", "kaffee", "mittag", "mittagspause", "mittagessen", "fruhstuck", "abendessen", "registrierung", "anmeldung", "einlass", "einchecken", "imbiss", "umbaupause", "ende", "teepause",
    "pause cafe", "cafe", "cafe d accueil", "cafe accueil", "accueil", "dejeuner", "pause dejeuner", "pause midi", "petit dejeuner", "gouter", "diner", "repas", "inscription", "inscriptions", "enregistrement", "fin", "buffet", "cocktail dinatoire", "pot",
    "descanso", "pausa", "pausa cafe", "pausa para cafe", "pausa para el cafe", "almuerzo", "comida", "cena", "desayuno", "merienda", "registro", "acreditacion", "acreditaciones", "receso", "apertura de puertas", "pausa comida",
    "pauze", "koffie", "koffiepauze", "lunchpauze", "middagpauze", "ontbijt", "avondeten", "diner", "borrel", "inloop", "ontvangst", "registratie", "theepauze",
    "intervalo", "coffee break", "almoco", "jantar", "lanche", "cafe da manha", "credenciamento", "inscricao", "pausa para almoco", "cafezinho",
    "pranzo", "pausa pranzo", "pausa caffe", "caffe", "colazione", "registrazione", "registrazioni", "accoglienza", "accredito", "intervallo",
    "休憩", "昼休み", "昼食", "お昼休憩", "ランチ", "ランチ休憩", "ランチタイム", "朝食", "夕食", "受付", "受付開始", "開場", "閉場", "コーヒーブレイク", "休み",
    "休息", "茶歇", "午餐", "午休", "午饭", "早餐", "晚餐", "签到", "報到", "报到", "入场", "會間休息", "中場休息",
];

static SECTION_SET: LazyLock<Phrases> = LazyLock::new(|| Phrases::of(SECTIONS));

static BREAK_SET: LazyLock<Phrases> = LazyLock::new(|| Phrases::of(BREAKS));

/// Whatever a heading without a talk is made of.
const USUAL: [Notion; 3] = [Notion::Section, Notion::Break, Notion::Takeaway];

/// Is the whole of `text` a line of a programme at which nothing is presented: lunch, coffee, registration?
pub(crate) fn is_break(text: &str) -> bool {
    if !Notion::Break.may_be_in(&fold(text)) {
        return false;
    }
    let folded = fold(text.split(['(', '[', '（']).next().unwrap_or(text));
    // "Dinner at the old lighthouse", "Mittagessen im Hafen".
    let meal =
        [" at ", " im ", " in der ", " au ", " a la ", " en el ", " en la "].iter().find_map(|mark| folded.split_once(mark));
    if meal.is_some_and(|(head, _)| {
        !head.contains(' ')
            && BREAK_SET.contains(head)
            && !matches!(head, "end" | "short" | "long" | "morning" | "afternoon" | "pause" | "cafe" | "fin" | "closed" | "setup")
    }) {
        return true;
    }
    let folded = ["sponsored by", "powered by", "hosted by", "provided by"]
        .iter()
        .fold(folded.as_str(), |text, mark| text.split(mark).next().unwrap_or(text));
    let folded = folded.trim();
    folded.len() <= 80
        && !folded.is_empty()
        && !matches!(
            folded,
            "morning" | "afternoon" | "short" | "long" | "cafe" | "setup" | "end" | "fin" | "ende" | "doors" | "closed"
        )
        && filler_beside(folded, &[&BREAK_SET], is_break_filler).is_some()
}

fn is_break_filler(word: &str) -> bool {
    matches!(
        word,
        "and"
            | "und"
            | "et"
            | "y"
            | "e"
            | "en"
            | "with"
            | "the"
            | "in"
            | "at"
            | "on"
            | "of"
            | "for"
            | "am"
            | "pm"
            | "uhr"
            | "time"
            | "hall"
            | "area"
            | "room"
            | "lobby"
            | "foyer"
            | "expo"
            | "open"
            | "opens"
            | "welcome"
            | "opening"
            | "day"
            | "light"
            | "continental"
            | "group"
            | "de"
            | "du"
            | "la"
            | "le"
            | "el"
            | "di"
            | "da"
            | "para"
            | "min"
            | "mins"
            | "minutes"
            | "minuten"
            | "minutos"
            | "desk"
            | "your"
            | "own"
            | "all"
            | "to"
            | "exhibit"
            | "exhibits"
            | "exhibition"
            | "sponsor"
            | "sponsors"
            | "showcase"
            | "posters"
            | "visit"
            | "mit"
            | "zum"
            | "attendee"
            | "attendees"
            | "speaker"
            | "speakers"
            | "conference"
            | "served"
            | "provided"
            | "included"
    ) || word.chars().all(|c| c.is_ascii_digit())
}

/// Is the whole of `text` a heading that no talk has ("Links", "Where I stayed", "Travel & hotel", "懇親会")?
pub(crate) fn is_section_word(text: &str) -> bool {
    let folded = fold(text);
    if folded.len() <= 64 && crate::extract::visits::asks_of_the_visit(&folded) {
        return true;
    }
    if folded.is_empty() || folded.len() > 64 || folded.is_ascii() && !USUAL.iter().any(|notion| notion.may_be_in(&folded)) {
        return false;
    }
    SECTION_SET.contains(folded.as_str())
        || is_wide_phrase(&folded, &[SECTIONS])
        || are_joined_wide_words(&folded, SECTIONS)
        || is_takeaways_words(&folded)
        || is_break(text)
        || filler_beside(&folded, &[&SECTION_SET, &BREAK_SET], is_section_filler).is_some_and(|count| count <= 4)
            && !is_joined(&folded)
}

/// "The Future of Food": two such words with a preposition between them make a title.
fn is_joined(folded: &str) -> bool {
    [" of ", " for ", " in ", " on ", " to ", " from ", " de ", " der ", " des ", " du ", " van ", " di "]
        .iter()
        .filter_map(|mark| folded.split_once(mark))
        .any(|(_, after)| filler_beside(after, &[&SECTION_SET], |_| true).is_some())
}

fn is_section_filler(word: &str) -> bool {
    matches!(
        word,
        "the"
            | "a"
            | "an"
            | "my"
            | "our"
            | "some"
            | "and"
            | "or"
            | "of"
            | "on"
            | "to"
            | "for"
            | "from"
            | "in"
            | "at"
            | "general"
            | "personal"
            | "more"
            | "final"
            | "first"
            | "overall"
            | "quick"
            | "additional"
            | "useful"
            | "interesting"
            | "other"
            | "und"
            | "oder"
            | "der"
            | "die"
            | "das"
            | "mein"
            | "meine"
            | "weitere"
            | "allgemeine"
            | "et"
            | "le"
            | "la"
            | "les"
            | "des"
            | "de"
            | "du"
            | "mes"
            | "autres"
            | "y"
            | "el"
            | "los"
            | "las"
            | "mis"
            | "otros"
            | "otras"
            | "het"
            | "een"
            | "mijn"
            | "overige"
            | "o"
            | "os"
            | "as"
            | "e"
            | "il"
            | "lo"
            | "gli"
            | "i"
            | "altri"
            | "altre"
            | "this"
            | "these"
            | "conference"
            | "event"
            | "konferenz"
    )
}
