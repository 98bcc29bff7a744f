//! What the words of a conference document mean: labels, headings and announcements in nine languages.
//!
//! One table per notion, one row per language, in this order: English, German, French, Spanish, Dutch, Portuguese,
//! Italian, Japanese, Chinese. Rows are written folded ([`crate::folded::fold`]) and so is whatever is looked up, so case,
//! accents, emphasis and punctuation never matter. A new language is a row in each table.

use std::ops::Range;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::tables::{Phrases, Words};
use crate::folded::fold;
use crate::marks::Marks;
use crate::memo::{self, Memo};
use crate::model::TalkFormat;
use crate::read::recording::RECORDING_LABELS;

/// What the words before a colon say about what follows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Label {
    /// The people who give the talk.
    Speaker,
    /// Who chairs, moderates or hosts: no speaker.
    Chair,
    /// Who wrote the document or, in a programme, the talk.
    Author,
    /// The track.
    Track,
    /// The room.
    Room,
    /// The place of the event.
    Place,
    /// A clock time or a span.
    Time,
    /// A date, perhaps with a time.
    Date,
    /// The talk's title.
    Title,
    /// What the proposer says of the talk.
    Abstract,
    /// The session's own page.
    Link,
    /// Slides.
    Slides,
    /// A recording.
    Video,
    /// What sort of session it is.
    Format,
    /// How long it lasts.
    Duration,
    /// Tags.
    Tags,
    /// Takeaways, lessons, a summary.
    Takeaways,
    /// For whom the talk is meant.
    Level,
    /// The conference.
    Event,
    /// The language that the talk is given in.
    Language,
    /// Notes.
    Notes,
}

/// A notion with its folded words.
type Row = (Label, &'static [&'static str]);

#[rustfmt::skip]
const LABELS: &[Row] = &[
    (Label::Speaker, &["speaker", "speakers", "speaker s", "speaker name", "speaker names", "speakers names", "presenter", "presenters", "presenter s", "presented by", "presenting",
        "given by", "talk by", "session by", "keynote by", "by", "who", "instructor", "instructors", "instructor s", "panelist", "panelists", "panellist", "panellists", "panel members", "keynote speaker",
        "keynote speakers", "featuring", "lecturer", "lecturers", "trainer", "trainers", "tutor", "talk given by", "delivered by", "led by", "session lead", "lead", "leads", "convener", "conveners", "convenor", "convenors", "convened by", "proposed by", "pitched by", "discussion lead", "facilitated by", "guest", "guests", "with", "co speaker", "co speakers", "co presenter"]),
    (Label::Speaker, &["referent", "referenten", "referentin", "referentinnen", "referent in", "referent innen", "referierende", "vortragende", "vortragender", "vortragenden", "sprecher", "sprecherin", "sprecher in", "sprecherinnen", "sprecher innen", "redner", "rednerin", "wer", "von", "vortrag von", "gehalten von"]),
    (Label::Speaker, &["intervenant", "intervenants", "qui", "intervenante", "intervenantes", "intervenant e", "intervenant e s", "intervenant s", "orateur", "orateurs", "oratrice", "oratrices", "conferencier", "conferenciers", "conferenciere", "presente par", "presentee par", "anime par", "animee par", "par", "presentateur", "presentateurs"]),
    (Label::Speaker, &["ponente", "ponentes", "quien", "quienes", "conferenciante", "conferenciantes", "orador", "oradora", "oradores", "presentador", "presentadora", "presentado por", "presentada por", "impartido por", "impartida por", "por", "charla de"]),
    (Label::Speaker, &["spreker", "sprekers", "wie", "presentator", "presentatoren", "gepresenteerd door", "gegeven door", "door"]),
    (Label::Speaker, &["palestrante", "palestrantes", "quem", "oradoras", "apresentador", "apresentadora", "apresentadores", "apresentado por", "apresentada por", "ministrado por", "palestra de"]),
    (Label::Speaker, &["relatore", "relatori", "chi", "relatrice", "relatrici", "oratore", "oratori", "presentato da", "tenuto da", "di", "da"]),
    (Label::Speaker, &["登壇者", "登壇", "発表者", "講演者", "スピーカー", "話者", "発表", "講師", "プレゼンター", "登壇者名"]),
    (Label::Speaker, &["讲者", "講者", "演讲者", "演講者", "主讲人", "主講人", "主讲", "分享人", "分享者", "嘉宾", "讲师", "演讲人", "演讲嘉宾", "分享嘉宾"]),

    (Label::Chair, &["chair", "chairs", "session chair", "session chairs", "chaired by", "moderator", "moderators", "moderated by", "host", "hosts", "hosted by", "mc", "emcee", "facilitator", "facilitators", "organiser", "organisers", "organizer", "organizers", "organised by", "organized by", "interviewer"]),
    (Label::Chair, &["moderation", "moderiert von", "sitzungsleitung", "leitung", "moderatorin", "veranstalter", "gastgeber"]),
    (Label::Chair, &["moderateur", "moderatrice", "animateur", "animatrice", "president de seance", "organisateur", "organisateurs", "organise par"]),
    (Label::Chair, &["moderador", "moderadora", "modera", "presidente", "organizador", "organizadores", "organiza"]),
    (Label::Chair, &["voorzitter", "dagvoorzitter", "gespreksleider", "gastheer", "organisatie"]),
    (Label::Chair, &["mediador", "mediadora", "anfitriao"]),
    (Label::Chair, &["moderatore", "moderatrice", "organizzatori", "organizzato da"]),
    (Label::Chair, &["司会", "司会者", "座長", "モデレーター", "モデレータ", "主催", "主催者"]),
    (Label::Chair, &["主持人", "主持", "主席", "主办方"]),

    (Label::Author, &["author", "authors", "author s", "written by", "posted by", "notes by", "notes taken by", "note taker", "notetaker", "scribe", "autor", "autorin", "autoren", "verfasser", "geschrieben von", "auteur", "auteurs", "autrice", "ecrit par", "autora", "autores", "escrito por", "geschreven door", "autore", "autori", "scritto da", "著者", "筆者", "書いた人", "作者", "记录人"]),
    (Label::Track, &["track", "tracks", "stream", "strand", "theme", "dev room", "devroom", "topic area", "category", "themenstrang", "themenbereich", "parcours", "thematique", "fil rouge", "eje tematico", "trilha", "traccia", "トラック", "分会场", "专场", "论坛"]),
    (Label::Room, &["room", "rooms", "hall", "stage", "auditorium", "raum", "saal", "buhne", "salle", "amphi", "amphitheatre", "scene", "sala", "aula", "auditorio", "escenario", "zaal", "podium", "palco", "palcoscenico", "会場", "部屋", "ホール", "会议室", "房间", "会场"]),
    (Label::Place, &["location", "venue", "place", "where", "city", "address", "ort", "wo", "veranstaltungsort", "standort", "lieu", "ou", "endroit", "lugar", "donde", "ubicacion", "ciudad", "locatie", "plaats", "waar", "local", "onde", "cidade", "luogo", "dove", "sede", "場所", "開催地", "地点", "地點"]),
    (Label::Time, &["time", "times", "start", "starts", "start time", "starts at", "slot", "time slot", "timeslot", "uhrzeit", "zeit", "beginn", "heure", "horaire", "horaires", "creneau", "debut", "hora", "horario", "inicio", "tijd", "tijdstip", "aanvang", "horario", "ora", "orario", "inizio", "時間", "時刻", "開始", "时间", "開演"]),
    (Label::Date, &["date", "dates", "day", "when", "date time", "date and time", "date of talk", "datum", "tag", "wann", "datum und uhrzeit", "termin", "jour", "quand", "date et heure", "fecha", "fechas", "cuando", "dia", "fecha y hora", "wanneer", "dag", "data", "quando", "data e hora", "giorno", "data e ora", "日時", "日付", "開催日", "開催日時", "日期", "日期时间"]),
    (Label::Title, &["title", "titles", "talk title", "session title", "name of talk", "talk name", "topic", "subject", "titel", "thema", "vortragstitel", "titre", "sujet", "titulo", "tema", "titulo de la charla", "onderwerp", "titolo", "argomento", "タイトル", "演題", "題名", "テーマ", "标题", "題目", "题目", "主题", "演讲题目"]),
    (Label::Abstract, &["abstract", "abstracts", "talk abstract", "description", "talk description", "session description", "synopsis", "blurb", "elevator pitch", "official description", "official abstract", "kurzbeschreibung", "beschreibung", "inhalt", "descriptif", "presentation officielle", "resume officiel", "descripcion", "sinopsis", "beschrijving", "omschrijving", "descricao", "sinopse", "descrizione", "概要", "アブストラクト", "説明", "簡介", "简介", "摘要", "内容简介"]),
    (Label::Link, &["link", "link to conference page", "link to the conference page", "link to talk", "link to the talk", "link to session", "link to the session", "conference page", "talk page", "session page", "session link", "talk link", "schedule link", "url", "website", "web site", "web page", "webpage", "page", "homepage", "more info", "more information", "seite", "webseite", "programmseite", "lien", "lien vers la conference", "site", "site web", "page web", "enlace", "enlace a la charla", "web", "pagina", "pagina web", "koppeling", "pagina da palestra", "ligacao", "sito", "collegamento", "リンク", "詳細", "ページ", "链接", "連結", "网址", "详情"]),
    (Label::Slides, &["slides", "slide", "slide deck", "slidedeck", "deck", "slides link", "link to slides", "link to the slides", "presentation slides", "presentation", "folien", "vortragsfolien", "prasentation", "diapos", "diapositives", "support", "supports", "diapositivas", "transparencias", "presentacion", "dias", "presentatie", "slides da palestra", "apresentacao", "diapositive", "presentazione", "スライド", "資料", "発表資料", "幻灯片", "讲稿", "投影片", "ppt"]),
    (Label::Video, RECORDING_LABELS),
    (Label::Format, &["format", "type", "session type", "talk type", "kind", "session format", "art", "vortragsart", "type de session", "formato", "tipo", "tipo de charla", "soort", "形式", "種別", "类型", "形式"]),
    (Label::Duration, &["duration", "length", "how long", "runtime", "dauer", "lange", "duree", "duracion", "duur", "lengte", "duracao", "durata", "所要時間", "長さ", "时长"]),
    (Label::Tags, &["tags", "tag s", "keywords", "key words", "keyword", "labels", "topics", "categories", "schlagworte", "stichworte", "schlagworter", "mots cles", "etiquettes", "etiquetas", "palabras clave", "trefwoorden", "palavras chave", "parole chiave", "etichette", "タグ", "キーワード", "标签", "关键词"]),
    (Label::Level, &["level", "audience", "audience level", "target audience", "difficulty", "niveau", "zielgruppe", "public", "public vise", "nivel", "publico", "doelgroep", "livello", "pubblico", "対象", "対象者", "レベル", "难度", "受众"]),
    (Label::Event, &["event", "conf", "conference", "conference name", "event name", "meetup", "summit", "veranstaltung", "anlass", "konferenz", "tagung", "evenement", "conference", "evento", "conferencia", "congreso", "evenement", "conferentie", "congres", "conferenza", "convegno", "イベント", "カンファレンス", "大会", "活动", "会议"]),
    (Label::Language, &["language", "languages", "spoken language", "sprache", "vortragssprache", "langue", "idioma", "lengua", "taal", "voertaal", "lingua", "言語", "语言"]),
    (Label::Notes, &["notes", "note", "my notes", "session notes", "talk notes", "raw notes", "notizen", "mitschrift", "anmerkungen", "mes notes", "prise de notes", "notas", "apuntes", "mis notas", "aantekeningen", "notities", "anotacoes", "appunti", "メモ", "ノート", "アウトラインメモ", "笔记", "筆記", "记录"]),
];

/// Words between a title and the person who gives it.
#[rustfmt::skip]
const BY: &[&str] = &[
    "by", "presented by", "given by", "delivered by", "pitched by", "proposed by", "facilitated by", "convened by", "talk by", "keynote by", "session by", "a talk by", "featuring", "feat", "ft", "with", "w",
    "von", "vortrag von", "gehalten von", "vorgeschlagen von", "mit",
    "par", "presente par", "presentee par", "animee par", "anime par", "propose par", "proposee par", "avec",
    "por", "presentado por", "presentada por", "impartida por", "impartido por", "propuesto por", "propuesta por", "a cargo de", "de la mano de", "con",
    "door", "gepresenteerd door", "gegeven door", "met",
    "apresentado por", "apresentada por", "com",
    "di", "da", "presentato da", "tenuto da", "a cura di",
];

/// What stands between a session and whoever led it or gave it, and never before a title.
#[rustfmt::skip]
const LED_BY: &[&str] = &[
    "led by", "given by", "hosted by", "presented by", "run by", "moderated by", "chaired by", "facilitated by", "delivered by",
    "geleitet von", "gehalten von", "moderiert von", "vorgetragen von", "veranstaltet von",
    "anime par", "animee par", "presente par", "presentee par", "mene par", "menee par", "modere par", "moderee par", "donne par", "donnee par",
    "dirigido por", "dirigida por", "moderado por", "moderada por", "presentado por", "presentada por", "impartido por", "impartida por",
    "geleid door", "gegeven door", "gehouden door", "gemodereerd door", "verzorgd door",
    "conduzido por", "conduzida por", "ministrado por", "ministrada por", "apresentado por", "apresentada por", "mediado por", "mediada por",
    "guidato da", "guidata da", "tenuto da", "tenuta da", "condotto da", "condotta da", "moderato da", "moderata da", "presentato da", "presentata da",
    "司会は", "講師は", "進行は", "由",
];

/// Words that mark takeaways beyond doubt, alone or at the end of an announcement.
#[rustfmt::skip]
const TAKEAWAYS: &[&str] = &[
    "takeaway", "takeaways", "take away", "take aways", "takeway", "takeways", "takaways", "takeaway s", "take home", "take homes", "take home message", "take home messages", "take home points", "take away messages", "takeaway messages",
    "learnings", "key learnings", "lesson learned", "lessons learned", "lessons learnt", "lesson learnt", "lessons learn", "lessons", "what i learned", "what i learnt", "what ive learned", "what we learned", "what did i learn", "what have i learned", "things i learned", "things i learnt", "things ive learned", "things we learned",
    "what ill take home", "what i take home", "what i take away", "what im taking away", "what im taking home", "what ill take away", "what i took away", "what i took home", "things to take away", "things to take home",
    "what we take home", "what we take away", "what i keep", "what im keeping", "what ill keep", "what we keep", "what i bring home", "what im bringing home", "what i brought home", "what i bring back", "what im bringing back", "what i brought back", "what we bring back", "what i take back", "what im taking back", "what i took back", "what ill take back", "what we take back", "what we took back", "what sticks", "what stuck", "what stays with me", "what stayed with me", "what ill remember", "what i want to remember", "to remember", "worth remembering",
    "fazit", "erkenntnis", "erkenntnisse", "lehre", "lehren", "lektionen", "gelernt", "was ich gelernt habe", "was ich mitnehme", "was wir mitnehmen", "was nehme ich mit", "was nehmen wir mit", "was haben wir gelernt", "was ich mitgenommen habe", "das nehme ich mit", "was bleibt", "mitnehmen", "zum mitnehmen", "schlussfolgerung", "schlussfolgerungen", "gelerntes", "was ich mit nach hause nehme", "was wir mit nach hause nehmen", "mit nach hause", "mitgenommen", "was hangen bleibt", "was hangen blieb", "was hangen geblieben ist", "was ich behalte", "was ich mir merke",
    "a retenir", "ce quil faut retenir", "ce que je retiens", "ce que jai retenu", "ce que jen retiens", "ce que jai appris", "les lecons", "lecons", "enseignements", "lecons apprises", "points a retenir", "choses a retenir", "apprentissages", "points cles a retenir", "points cles", "l essentiel", "ce que nous retenons", "qu en retenir", "que retenir", "je retiens", "retenir", "ce que je garde", "ce que jen garde", "ce que nous gardons", "je garde", "ce que je ramene", "ce que jemporte", "ce que je rapporte", "ce quon retient", "ce quon garde", "on retient", "ce quil en reste",
    "lo que me llevo", "lo que me llevo a casa", "me llevo a casa", "lo que nos llevamos", "nos llevamos", "me llevo", "lo aprendido", "lo que aprendi", "lo que he aprendido", "lo que hemos aprendido", "lecciones", "lecciones aprendidas", "aprendizajes", "ensenanzas", "para llevar", "ideas clave", "que me llevo", "lo que me traigo", "con lo que me quedo", "me quedo con", "nos quedamos con", "lo que me queda", "lo que me guardo",
    "geleerde lessen", "lessen", "geleerd", "wat ik heb geleerd", "wat ik geleerd heb", "wat ik meeneem", "wat neem ik mee", "wat we meenemen", "wat nemen we mee", "meegenomen", "om mee te nemen", "leerpunten", "inzichten", "wat heb ik geleerd", "wat ik onthoud", "om te onthouden", "wat blijft hangen", "wat bleef hangen", "wat ik mee naar huis neem",
    "aprendizados", "licoes", "licoes aprendidas", "o que aprendi", "o que levo", "o que levo pra casa", "o que levo para casa", "o que levamos", "o que eu aprendi", "aprendizagens", "para levar", "levo comigo", "o que trago", "o que fica", "o que ficou", "o que guardo", "fico com",
    "cosa mi porto a casa", "che cosa mi porto a casa", "che cosa porto a casa", "che cosa ho imparato", "quello che mi porto a casa", "cosa porto a casa", "cosa ho imparato", "lezioni", "lezioni apprese", "lezioni imparate", "da portare a casa", "insegnamenti", "cosa mi porto via", "mi porto a casa", "cosa mi resta", "cosa mi e rimasto", "quello che resta", "che cosa mi resta", "cosa ci portiamo a casa",
    "co zapamietam", "co zabieram", "co zabieram do domu", "wnioski", "czego sie nauczylem", "czego sie nauczylam", "lekcje", "do zapamietania",
    "学び", "学んだこと", "得たこと", "持ち帰り", "持ち帰ったこと", "得られたこと", "気づき", "学びと気づき", "教訓",
    "收获", "收穫", "我的收获", "心得", "要点总结", "学到的东西", "学到了什么", "启示", "經驗教訓", "经验教训",
];

/// What a proposal promises to whoever will hear it, folded: no takeaways yet.
#[rustfmt::skip]
const PROMISES: &[&str] = &[
    "you will", "youll", "you can expect", "attendees will", "participants will", "the audience will", "attendees should", "will take home", "will learn",
    "nehmt ihr mit", "nehmen sie mit", "lernt ihr", "lernen sie", "werdet ihr", "vous repartirez", "vous apprendrez", "vous saurez", "te llevaras", "os llevareis", "aprenderas", "aprendereis",
    "voce vai", "voce aprendera", "imparerai", "imparerete", "je leert", "leer je",
];

static PROMISE_SET: LazyLock<Phrases> = LazyLock::new(|| Phrases::of(PROMISES));

/// Does `text` promise something to whoever will hear a talk?
pub(crate) fn promises(text: &str) -> bool {
    PROMISE_SET.count_in(&fold(text)) > 0
}

/// Words that mark takeaways where they head a list: a summary, a conclusion.
#[rustfmt::skip]
const SUMMARIES: &[&str] = &[
    "summary", "in summary", "summaries", "conclusion", "conclusions", "in conclusion", "concluding remarks", "wrap up", "wrapup", "wrapping up", "tl dr", "tldr", "to sum up", "summing up", "to summarise", "to summarize", "to conclude", "executive summary", "the bottom line", "bottom line", "recap", "in short", "summing it up", "key insights", "main insights",
    "zusammenfassung", "zusammengefasst", "kurz zusammengefasst", "resumee", "in kurze", "kurzfassung", "zum schluss",
    "en resume", "resume", "pour resumer", "conclusion generale", "pour conclure", "en conclusion", "synthese", "bilan", "en bref",
    "resumen", "en resumen", "conclusiones", "para concluir", "para resumir", "resumiendo", "en conclusion",
    "samenvatting", "samengevat", "conclusie", "conclusies", "tot slot", "kortom",
    "resumo", "em resumo", "conclusao", "conclusoes", "resumindo", "em conclusao", "concluindo",
    "riassunto", "in sintesi", "in breve", "sintesi", "conclusione", "conclusioni", "in conclusione", "riassumendo", "riepilogo", "tirando le somme",
    "まとめ", "総括", "結論", "要約", "全体のまとめ", "最後に",
    "总结", "總結", "小结", "结论", "結論", "总结一下", "归纳",
];

/// Words that may stand around the words above without changing what they say.
#[rustfmt::skip]
const FILLER: &[&str] = &[
    "a", "an", "the", "my", "our", "your", "their", "his", "her", "its", "i", "we", "me", "us", "some", "few", "more", "other", "and", "or", "of", "from", "for", "to", "in", "on", "at", "so", "is", "are", "was", "were", "be", "this", "these", "those", "that", "it", "here", "heres", "there", "theres", "with", "as", "all",
    "key", "golden", "main", "major", "important", "most", "biggest", "big", "top", "general", "overall", "final", "personal", "quick", "short", "brief", "random", "practical", "interesting", "great", "good", "favorite", "favourite", "core", "central", "essential", "first", "second", "third", "last", "new", "little", "couple", "several", "various", "own", "single", "number", "list", "below", "team", "teams", "myself", "home", "back", "following", "follows", "would", "had", "have", "has", "if", "could", "name", "pick", "choose", "give", "share", "three", "two", "one", "four", "five", "six", "seven", "ten", "ok", "okay", "finally", "lab", "office", "desk", "school", "classroom", "shop", "library",
    "cette", "cet", "ces", "dieser", "diesem", "dieses", "esta", "este", "deze", "dit", "questa", "questo", "queste", "ein", "eine", "einige", "der", "die", "das", "den", "dem", "des", "mein", "meine", "meinem", "unser", "unsere", "und", "aus", "vom", "von", "zum", "zur", "fur", "mich", "mir", "wichtigste", "wichtigsten", "personliche", "personliches", "kurzes", "kurze", "zentrale", "sind", "ist", "war", "hier", "drei", "zwei",
    "le", "la", "les", "l", "un", "une", "mon", "ma", "mes", "nos", "notre", "de", "du", "des", "d", "et", "pour", "sur", "ce", "quelques", "principaux", "principales", "principale", "voici", "sont", "ici", "trois", "deux", "petit", "petite", "nous", "moi", "equipe",
    "el", "los", "las", "mi", "mis", "nuestras", "nuestros", "y", "e", "del", "para", "por", "unas", "unos", "algunas", "algunos", "personales", "son", "estas", "estos", "aqui", "tres", "dos", "conmigo", "casa", "equipo",
    "het", "een", "mijn", "onze", "en", "van", "uit", "voor", "belangrijkste", "zijn", "drie", "twee", "wat",
    "o", "os", "as", "meu", "meus", "minha", "minhas", "da", "do", "dos", "das", "sao", "tres", "principais", "alguns", "algumas", "comigo", "daqui", "equipa", "equipe",
    "il", "lo", "gli", "i", "mio", "miei", "mia", "mie", "dal", "dalla", "della", "delle", "dello", "sono", "alcune", "alcuni", "principali", "ecco", "tre", "due",
    "talk", "talks", "session", "sessions", "presentation", "conference", "event", "workshop", "keynote", "panel", "day", "days", "week", "today", "yesterday", "attendees", "speaker", "speakers", "author", "vortrag", "vortrags", "konferenz", "tag", "tages", "conference", "journee", "jour", "charla", "conferencia", "dia", "congreso", "praatje", "dag", "palestra", "evento", "conferenza", "giorno",
    "thoughts", "remarks", "impressions", "reflections", "notes", "points", "messages", "message", "ideas", "outlook", "next", "steps", "questions", "results", "result", "recommendations", "eindrucke", "ausblick", "gedanken", "impressionen", "impresiones", "reflexiones", "impressions", "perspectives", "pensees", "opiniones",
];

/// Headings of a report, or lines of a programme, that are no talks.
#[rustfmt::skip]
const SECTIONS: &[&str] = &[
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
const BREAKS: &[&str] = &[
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

/// Words that say what sort of session something is. Longer ones stand before those they hold.
#[rustfmt::skip]
const FORMATS: &[(TalkFormat, &[&str])] = &[
    (TalkFormat::Lightning, &["lightning talk", "lightning talks", "lightning round", "lightning session", "lightning sessions", "lightning", "ignite", "ignite talk", "ignite talks", "ignites", "pecha kucha", "pechakucha", "flash talk", "flash talks", "blitz talk", "blitzvortrag", "blitzvortrage", "kurzvortrag", "kurzvortrage", "conferences eclair", "conference eclair", "presentation eclair", "presentations eclair", "charla relampago", "charlas relampago", "bliksempraatje", "bliksempraatjes", "palestra relampago", "palestras relampago", "ライトニングトーク", "lt", "lt大会", "闪电演讲", "閃電演講", "闪电分享"]),
    (TalkFormat::Keynote, &["keynote", "keynotes", "opening keynote", "closing keynote", "keynote address", "keynote speech", "keynote talk", "plenary", "plenary talk", "plenary session", "plenary lecture", "eroffnungsvortrag", "eroffnungskeynote", "abschlusskeynote", "abschlussvortrag", "keynote d ouverture", "keynote douverture", "keynote de cloture", "keynote de apertura", "keynote de cierre", "hauptvortrag", "grundsatzrede", "eroffnungskeynote", "conference pleniere", "pleniere", "conference d ouverture", "conferencia magistral", "charla magistral", "ponencia inaugural", "charla inaugural", "openingslezing", "palestra de abertura", "palestra magna", "discorso di apertura", "基調講演", "キーノート", "主题演讲", "主題演講"]),
    (TalkFormat::Panel, &["panel", "panel discussion", "discussion panel", "panel session", "round table", "roundtable", "roundtables", "fireside chat", "debate", "a debate", "the debate", "closing panel", "opening panel", "expert panel", "podiumsdiskussion", "podiumsgesprach", "diskussionsrunde", "gesprachsrunde", "table ronde", "tables rondes", "mesa redonda", "mesas redondas", "paneldiscussie", "panelgesprek", "rondetafel", "painel", "tavola rotonda", "パネルディスカッション", "パネル討論", "圆桌论坛", "圓桌論壇", "圆桌", "圆桌讨论"]),
    (TalkFormat::Workshop, &["workshop", "workshops", "tutorial", "tutorials", "hands on", "hands on lab", "hands on session", "hands on workshop", "training", "training session", "trainings", "lab", "labs", "masterclass", "master class", "code lab", "codelab", "bootcamp", "short course", "seminar", "schulung", "atelier", "ateliers", "formation", "taller", "talleres", "curso", "cursillo", "workshopdag", "oficina", "oficinas", "minicurso", "laboratorio", "ワークショップ", "ハンズオン", "チュートリアル", "工作坊", "动手实验", "培训"]),
    (TalkFormat::Live, &["live coding", "live coding session", "live demo", "live podcast", "live session", "livecoding", "coding dojo", "ライブコーディング", "现场编程", "现场演示"]),
    (TalkFormat::Social, &["social", "social event", "social events", "hack night", "hacknight", "party", "after party", "afterparty", "conference dinner", "social dinner", "speakers dinner", "gala dinner", "game night", "games night", "board games", "karaoke", "pub quiz", "quiz", "pub crawl", "city tour", "social programme", "social program", "abendveranstaltung", "gesellschaftsabend", "spieleabend", "soiree", "soiree communautaire", "fiesta", "cena de gala", "feest", "festa", "cena sociale", "懇親会", "交流会", "晚宴", "派对", "聚会"]),
    (TalkFormat::Talk, &["talk", "regular talk", "conference talk", "session", "regular session", "presentation", "lecture", "invited talk", "contributed talk", "paper", "poster", "bof", "birds of a feather", "open space", "unconference", "vortrag", "prasentation", "lesung", "expose", "conference", "presentation", "charla", "ponencia", "conferencia", "lezing", "praatje", "presentatie", "palestra", "apresentacao", "intervento", "presentazione", "発表", "講演", "一般講演", "セッション", "演讲", "分享"]),
];

static BY_SET: LazyLock<Phrases> = LazyLock::new(|| Phrases::of(BY));
static TAKEAWAY_SET: LazyLock<Phrases> = LazyLock::new(|| Phrases::of(TAKEAWAYS));
static SUMMARY_SET: LazyLock<Phrases> = LazyLock::new(|| Phrases::of(SUMMARIES));
static CUE_SET: LazyLock<Phrases> = LazyLock::new(|| Phrases::of(CUES));
static FILLER_SET: LazyLock<Words> = LazyLock::new(|| FILLER.iter().copied().collect());
static SECTION_SET: LazyLock<Phrases> = LazyLock::new(|| Phrases::of(SECTIONS));
static BREAK_SET: LazyLock<Phrases> = LazyLock::new(|| Phrases::of(BREAKS));
/// Whatever a heading without a talk is made of.
static USUAL_SET: LazyLock<Phrases> = LazyLock::new(|| Phrases::of(&[SECTIONS, BREAKS, TAKEAWAYS, SUMMARIES].concat()));
static LABEL_OF: LazyLock<FxHashMap<&'static str, Label>> = LazyLock::new(|| by_word(LABELS));
static FORMAT_OF: LazyLock<FxHashMap<&'static str, TalkFormat>> = LazyLock::new(|| by_word(FORMATS));
/// The labels in which a slip of the pen is forgiven.
static LONG_LABELS: LazyLock<Vec<(&'static str, Label)>> = LazyLock::new(|| {
    let forgiving = LABELS.iter().filter(|(label, _)| matches!(label, Label::Speaker | Label::Abstract));
    let words = forgiving.flat_map(|&(label, words)| words.iter().map(move |&word| (word, label)));
    words.filter(|(word, _)| word.len() >= 7 && !word.contains(' ')).collect()
});

/// What each word of a table means; of a word in several rows the first counts.
fn by_word<T: Copy>(rows: &[(T, &'static [&'static str])]) -> FxHashMap<&'static str, T> {
    rows.iter().rev().flat_map(|&(meaning, words)| words.iter().map(move |&word| (word, meaning))).collect()
}

/// Does `text` say who gives the talk, as the label before a colon or as a heading over names?
pub(crate) fn is_speaker_label(text: &str) -> bool {
    label_of(text) == Some(Label::Speaker)
}

/// The label that the whole of `text` is. One letter may be missing, doubled or swapped in a label of seven or more.
pub(crate) fn label_of(text: &str) -> Option<Label> {
    thread_local!(static TOLD: Memo<Option<Label>> = Memo::default());
    memo::answer(&TOLD, text, label_of_anew)
}

fn label_of_anew(text: &str) -> Option<Label> {
    let folded = fold(text);
    if folded.is_empty() || folded.len() > 48 {
        return None;
    }
    if is_takeaways_words(&folded) {
        return Some(Label::Takeaways);
    }
    exact_label(&folded).or_else(|| misspelt_label(&folded))
}

fn exact_label(folded: &str) -> Option<Label> {
    LABEL_OF.get(folded).copied()
}

fn misspelt_label(folded: &str) -> Option<Label> {
    if folded.len() < 7 || !folded.is_ascii() || folded.contains(' ') {
        return None;
    }
    let near = |word: &str| may_be_one_slip(word.as_bytes(), folded.as_bytes()) && strsim::osa_distance(word, folded) <= 1;
    LONG_LABELS.iter().find(|(word, _)| near(word)).map(|&(_, label)| label)
}

/// Whether all but two letters are the same from both ends: asked first, because measuring the distance takes long.
fn may_be_one_slip(word: &[u8], other: &[u8]) -> bool {
    let head = word.iter().zip(other).take_while(|(a, b)| a == b).count();
    let tail = word.iter().rev().zip(other.iter().rev()).take_while(|(a, b)| a == b).count();
    word.len().abs_diff(other.len()) <= 1 && head + tail + 2 >= word.len().max(other.len())
}

/// The label that begins `text` and what follows its colon: `"Speaker(s): Ada Brookfield"`.
///
/// A spaced dash does for a colon after the labels that nothing else begins with. Emphasis must be off already, except
/// for marks that were left around the colon.
pub(crate) fn find_label(text: &str) -> Option<(Label, &str)> {
    static BEHIND: Marks = Marks::of(&[":", "：", " - ", " – ", " — ", "\t"]);
    if !BEHIND.are_in(text) {
        return None;
    }
    thread_local!(static FOUND: Memo<Option<(Label, Range<usize>)>> = Memo::default());
    let find = |text: &str| find_label_anew(text).map(|(label, rest)| (label, memo::place(text, rest)));
    memo::answer(&FOUND, text, find).map(|(label, rest)| (label, &text[rest]))
}

fn find_label_anew(text: &str) -> Option<(Label, &str)> {
    let text = text.trim_start();
    let Some((at, colon)) = text.char_indices().take(64).find(|&(_, c)| matches!(c, ':' | '：')) else {
        return dashed_label(text);
    };
    let (head, rest) = (&text[..at], &text[at + colon.len_utf8()..]);
    // "https://" and "12:30" hold colons of their own.
    if rest.starts_with("//") || head.trim_end().ends_with(|c: char| c.is_ascii_digit()) {
        return dashed_label(text);
    }
    match label_of(head) {
        Some(label) => Some((label, rest.trim_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_')))),
        None => dashed_label(text),
    }
}

fn dashed_label(text: &str) -> Option<(Label, &str)> {
    static DASHES: Marks = Marks::of(&[" - ", " – ", " — ", "\t"]);
    let (at, mark) = DASHES.find(text)?;
    let label = label_of(&text[..at])?;
    matches!(label, Label::Speaker).then(|| (label, text[at + mark.len()..].trim())).filter(|_| fold(&text[..at]).len() > 4)
}

/// Is `text` one of the words that stand between a title and a name ("by", "par", "von")?
pub(crate) fn is_by(text: &str) -> bool {
    BY_SET.contains(&fold(text))
}

/// Does `text` end in words that name nobody but whoever led or gave something: "led by", "geleitet von", or "by" alone?
pub(crate) fn ends_with_led_by(text: &str) -> bool {
    let from = text.char_indices().rev().nth(39).map_or(0, |(at, _)| at);
    let folded = fold(&text[from..]);
    let ended = |phrase: &&str| {
        let before = folded.strip_suffix(*phrase);
        before.is_some_and(|before| before.is_empty() || before.ends_with(' ') || !phrase.is_ascii())
    };
    LED_BY.iter().chain(&["by"]).any(ended)
}

/// Does `text` begin with such words, more than one?
pub(crate) fn begins_with_led_by(text: &str) -> bool {
    let folded = fold(text);
    LED_BY.iter().any(|phrase| folded.strip_prefix(phrase).is_some_and(|rest| rest.starts_with(' ')))
}

/// "moderated by Ada Brookfield", "moderiert von …": who kept the order gave nothing.
pub(crate) fn keeps_order(text: &str) -> bool {
    let folded = fold(text);
    let phrases = LED_BY.iter().filter(|phrase| phrase.contains("moder") || phrase.contains("chair"));
    phrases.into_iter().any(|phrase| folded.strip_prefix(phrase).is_some_and(|rest| rest.starts_with(' ')))
}

/// What stands behind such words that begin `text`, where they say who gave it and not who kept the order.
pub(crate) fn strip_led_by(text: &str) -> Option<&str> {
    let ends = text.char_indices().filter(|&(_, c)| c.is_whitespace()).map(|(at, _)| at).take(2);
    let end = ends.filter(|&at| LED_BY.contains(&fold(&text[..at]).as_str())).last()?;
    let keeps_order = ["moder", "chair", "host"].iter().any(|word| text[..end].to_lowercase().contains(word));
    (!keeps_order).then(|| text[end..].trim_start())
}

/// What stands after a word like "by" that begins `text`, and whether that word says nothing else ("presented by").
pub(crate) fn strip_by(text: &str) -> Option<(&str, bool)> {
    let text = text.trim_start();
    let first = text.split(|c: char| c.is_whitespace() || c == ':' || c == '：').next()?;
    let folded = fold(first);
    if !folded.is_empty() && !BY_SET.may_hold(&folded) {
        return None;
    }
    let ends = text.char_indices().filter(|&(_, c)| c.is_whitespace() || c == ':' || c == '：').map(|(at, _)| at).take(3);
    let longest = ends.filter(|&at| is_by(&text[..at])).last()?;
    let head = fold(&text[..longest]);
    let rest = text[longest..].trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '：'));
    // These begin names and sentences as well.
    let weak = ["di", "da", "con", "com", "mit", "met", "with", "avec", "por", "par", "von", "door"].contains(&head.as_str());
    Some((rest, !weak))
}

/// Does the whole heading say that takeaways, lessons or a summary follow ("My takeaways", "Conclusion & takeaways")?
///
/// Never true of a title that holds the words: "Lessons learned after three years of queues".
pub(crate) fn is_takeaways_heading(text: &str) -> bool {
    thread_local!(static TOLD: Memo<bool> = Memo::default());
    memo::answer(&TOLD, text, is_takeaways_heading_anew)
}

fn is_takeaways_heading_anew(text: &str) -> bool {
    let trimmed = text.trim();
    if trimmed.ends_with(['?', '？']) && !starts_with_question(trimmed) {
        return false;
    }
    // "What I would tell the team (aka takeaways)"
    let aside = trimmed.strip_suffix(')').and_then(|inner| inner.rsplit_once('(')).map(|(_, aside)| fold(aside));
    let aside = aside
        .as_deref()
        .and_then(|aside| ["aka ", "a k a ", "or ", "alias ", "sprich "].iter().find_map(|mark| aside.strip_prefix(mark)));
    aside.is_some_and(is_takeaways_words) || is_takeaways_words(&fold(trimmed))
}

fn starts_with_question(text: &str) -> bool {
    let folded = fold(text);
    ["what", "was", "que", "wat", "cosa"].iter().any(|word| folded.starts_with(word))
}

/// What may stand in front of a word of a language that puts no blanks between words: "个人收获", "今日のまとめ".
const WIDE_FILLER: &[&str] = &[
    "个人",
    "我的",
    "一点",
    "几点",
    "一些",
    "今天的",
    "今日",
    "本次",
    "主要",
    "参会",
    "大会",
    "会议",
    "今日の",
    "個人的な",
    "個人の",
    "全体の",
    "全体",
    "会議の",
    "本日の",
    "イベントの",
    "カンファレンスの",
];

/// A wide word of `table` behind nothing but such filler.
fn is_wide_phrase(folded: &str, tables: &[&[&str]]) -> bool {
    if folded.is_ascii() {
        return false;
    }
    tables
        .iter()
        .copied()
        .flatten()
        .any(|word| !word.is_ascii() && folded.strip_suffix(word).is_some_and(|filler| WIDE_FILLER.contains(&filler)))
}

/// "会场和交通": each of the joined words is one of `table`.
fn are_joined_wide_words(folded: &str, table: &[&str]) -> bool {
    let mut parts = folded.split(['和', '与', '與', '及', 'と']);
    !folded.contains(' ') && folded.contains(['和', '与', '與', '及', 'と']) && parts.all(|part| table.contains(&part))
}

/// Only takeaways words and filler, and at least one of the former.
fn is_takeaways_words(folded: &str) -> bool {
    if is_wide_phrase(folded, &[TAKEAWAYS, SUMMARIES]) {
        return true;
    }
    filler_beside(folded, &[&TAKEAWAY_SET, &SUMMARY_SET], is_filler).is_some_and(|count| count <= 8)
}

fn is_filler(word: &str) -> bool {
    FILLER_SET.contains(word) || word.chars().all(|c| c.is_ascii_digit()) || is_weekday_word(word)
}

fn is_weekday_word(word: &str) -> bool {
    word.len() > 3 && crate::when::weekday_number(word, false).is_some()
}

/// How many words of filler stand beside the longest phrases of `tables` in `folded`; `None` where it holds no phrase, or
/// anything else.
fn filler_beside(folded: &str, tables: &[&Phrases], is_filler: impl Fn(&str) -> bool) -> Option<usize> {
    let first = folded.split(' ').next().unwrap_or_default();
    let may_begin = is_filler(first) || tables.iter().any(|table| table.longest(first) > 0);
    if !may_begin {
        return None;
    }
    let mut start = 0;
    let words = folded.split(' ').map(|word| {
        let place = start..start + word.len();
        start = place.end + 1;
        place
    });
    let words: Vec<_> = words.filter(|place| !place.is_empty()).collect();
    if words.len() > 24 {
        return None;
    }
    let (mut filler, mut found, mut at) = (0, false, 0);
    while at < words.len() {
        let first = &folded[words[at].clone()];
        let most = tables.iter().map(|table| table.longest(first)).max().unwrap_or(0);
        let longest = (1..=most.min(words.len() - at)).rev().find(|&len| {
            let phrase = &folded[words[at].start..words[at + len - 1].end];
            tables.iter().any(|table| table.contains(phrase))
        });
        match longest {
            Some(len) => {
                found = true;
                at += len;
            }
            None if is_filler(first) => {
                filler += 1;
                at += 1;
            }
            None => return None,
        }
    }
    found.then_some(filler)
}

/// Does a paragraph or an item announce that the list after it, or under it, holds takeaways?
///
/// True of a last clause that ends in a colon and ends with what it announces ("If I had to name three takeaways:"),
/// and of a line that is nothing but such words ("take home messages", "Summary").
pub(crate) fn announces_takeaways(text: &str) -> bool {
    thread_local!(static TOLD: Memo<bool> = Memo::default());
    memo::answer(&TOLD, text, announces_takeaways_anew)
}

fn announces_takeaways_anew(text: &str) -> bool {
    let text = text.trim().trim_end_matches(['*', '_']).trim_end();
    if text.is_empty() || text.contains('\n') && text.len() > 600 {
        return false;
    }
    let Some(clause) = text.strip_suffix([':', '：']) else {
        return text.len() < 80 && is_takeaways_words(&fold(text));
    };
    let clause = last_clause(clause.trim_end());
    let folded = fold(clause);
    if is_takeaways_words(&folded) {
        return true;
    }
    let words: Vec<&str> = folded.split(' ').collect();
    words.len() <= 24 && !is_negated(&words) && ends_with_phrase(&words)
}

/// Whether the end of a text could announce takeaways: asked first, because hardly any does.
pub(crate) fn may_announce_takeaways(text: &str) -> bool {
    if !text.is_ascii() || text.trim_end_matches(['*', '_', ' ']).ends_with(':') {
        return true;
    }
    // Such words announce in a line or a sentence of fewer than 80 bytes.
    let folded = fold(&text[text.len().saturating_sub(96)..]);
    TAKEAWAY_SET.may_hold(&folded) || SUMMARY_SET.may_hold(&folded)
}

/// What follows the last full stop, question or exclamation mark that ends a sentence.
fn last_clause(text: &str) -> &str {
    let cut =
        [". ", "! ", "? ", "。", "！", "？", "\n"].iter().filter_map(|mark| text.rfind(mark).map(|at| at + mark.len())).max();
    &text[cut.unwrap_or(0)..]
}

fn is_negated(words: &[&str]) -> bool {
    words.iter().any(|word| matches!(*word, "no" | "not" | "without" | "kein" | "keine" | "nicht" | "pas" | "sin" | "geen"))
}

/// A strong phrase near the end, with nothing but filler after it.
fn ends_with_phrase(words: &[&str]) -> bool {
    (0..words.len()).any(|at| {
        (1..=TAKEAWAY_SET.longest(words[at]).min(words.len() - at)).any(|len| {
            TAKEAWAY_SET.contains(words[at..at + len].join(" ").as_str()) && words[at + len..].iter().all(|word| is_filler(word))
        })
    })
}

/// Is the whole of `text` a line of a programme at which nothing is presented: lunch, coffee, registration?
pub(crate) fn is_break(text: &str) -> bool {
    thread_local!(static TOLD: Memo<bool> = Memo::default());
    memo::answer(&TOLD, text, is_break_anew)
}

fn is_break_anew(text: &str) -> bool {
    let text = text.split(['(', '[', '（']).next().unwrap_or(text);
    let folded = fold(text);
    if !BREAK_SET.may_hold(&folded) {
        return false;
    }
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
    thread_local!(static TOLD: Memo<bool> = Memo::default());
    memo::answer(&TOLD, text, is_section_word_anew)
}

fn is_section_word_anew(text: &str) -> bool {
    let folded = fold(text);
    if folded.len() <= 64 && super::visits::asks_of_the_visit(&folded) {
        return true;
    }
    if folded.is_empty() || folded.len() > 64 || folded.is_ascii() && !USUAL_SET.may_hold(&folded) {
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

/// What sort of session a title, a label's value or a container's heading says it is.
///
/// The word must head the text ("Panel: …", "Keynote by …"), end it ("Queue Workshop", "Rust Lightning Talks"), stand in
/// brackets ("… (keynote)") or be all of it; inside a title it says nothing ("How a keynote is made").
pub(crate) fn format_of(text: &str) -> Option<TalkFormat> {
    thread_local!(static TOLD: Memo<Option<TalkFormat>> = Memo::default());
    memo::answer(&TOLD, text, format_of_anew)
}

fn format_of_anew(text: &str) -> Option<TalkFormat> {
    let text = text.trim();
    for part in bracketed(text) {
        if let Some(format) = whole_format(&fold(part)) {
            return Some(format);
        }
    }
    let bare = text.split(['(', '[', '（']).next().filter(|head| !head.trim().is_empty()).unwrap_or(text);
    if let Some(format) = whole_format(&fold(bare)) {
        return Some(format);
    }
    if let Some((format, _)) = strip_format(text) {
        return Some(format);
    }
    // "Estimates: A Debate": the kind as the subtitle.
    if let Some((_, tail)) = bare.rsplit_once(": ")
        && let Some(format) = whole_format(&fold(tail))
    {
        return Some(format);
    }
    let folded = fold(bare);
    let words: Vec<&str> = folded.split(' ').collect();
    let words = without_part_number(&words);
    last_format(words).or_else(|| first_format(words))
}

/// The format and the rest of a title that begins with a format word and a colon or spaced dash: `"Panel: Who pays?"`.
pub(crate) fn strip_format(text: &str) -> Option<(TalkFormat, &str)> {
    static BEHIND: Marks = Marks::of(&[": ", "：", " - ", " – ", " — ", " -- ", " | "]);
    // The kind of session is named in a few words.
    let (at, mark) = BEHIND.find(text).filter(|&(at, _)| text[..at].chars().count() < 80)?;
    let len = mark.len();
    let head = fold(&text[..at]);
    let words: Vec<&str> = head.split(' ').collect();
    let words = without_part_number(&words);
    // "Keynote de fermeture", "Atelier du soir": which of several it is stands behind the kind.
    let which = words.len() <= 4
        && words.get(1).is_some_and(|word| {
            matches!(*word, "de" | "d" | "du" | "des" | "del" | "di" | "da" | "der" | "zur" | "zum" | "van" | "of" | "inaugural")
        });
    let format =
        whole_format(&words.join(" ")).or_else(|| (words.len() <= 3).then(|| last_format(words)).flatten()).or_else(|| {
            words.first().filter(|_| which).and_then(|word| whole_format(word)).filter(|&format| format != TalkFormat::Talk)
        })?;
    Some((format, text[at + len..].trim()))
}

/// The phrases in round or square brackets.
fn bracketed(text: &str) -> impl Iterator<Item = &str> {
    text.split(['(', '[', '（', '【']).skip(1).map(|part| part.split([')', ']', '）', '】']).next().unwrap_or(part))
}

fn without_part_number<'a, 'b>(words: &'b [&'a str]) -> &'b [&'a str] {
    match words {
        [rest @ .., "part" | "teil" | "day" | "no" | "parte" | "partie", number] if number.len() <= 2 && !rest.is_empty() => rest,
        [rest @ .., number] if number.chars().all(|c| c.is_ascii_digit()) && !rest.is_empty() => rest,
        [rest @ .., "day" | "days" | "tag" | "track"] if !rest.is_empty() => rest,
        _ => words,
    }
}

fn whole_format(folded: &str) -> Option<TalkFormat> {
    FORMAT_OF.get(folded).copied()
}

/// The format whose words end the text. "Talk", "party" and the like are too common as last words to say so.
fn last_format(words: &[&str]) -> Option<TalkFormat> {
    (1..=3.min(words.len())).rev().find_map(|len| {
        let phrase = words[words.len() - len..].join(" ");
        let loose = matches!(
            phrase.as_str(),
            "lab"
                | "labs"
                | "training"
                | "lightning"
                | "seminar"
                | "panel"
                | "social"
                | "party"
                | "ignite"
                | "formation"
                | "lt"
                | "quiz"
                | "curso"
                | "festa"
                | "fiesta"
                | "laboratorio"
                | "oficina"
                | "conference"
                | "bootcamp"
                | "plenary"
                | "debate"
        );
        // "Guarantees for board games", "Notes on keynotes": behind such a word stands what the talk is about.
        let about = words.len() > len && ABOUT.contains(&words[words.len() - len - 1]);
        whole_format(&phrase).filter(|&format| format != TalkFormat::Talk && (!loose || words.len() == len) && !about)
    })
}

/// Words in front of a subject.
#[rustfmt::skip]
const ABOUT: &[&str] = &[
    "for", "on", "about", "of", "from", "with", "without", "fur", "uber", "von", "mit", "ohne", "pour", "sur", "avec", "sans", "para", "sobre", "con", "sin", "com", "sem", "voor",
    "over", "met", "zonder", "per", "su", "senza",
];

fn first_format(words: &[&str]) -> Option<TalkFormat> {
    (1..=3.min(words.len())).rev().find_map(|len| {
        let format = whole_format(&words[..len].join(" ")).filter(|&format| format != TalkFormat::Talk)?;
        let next = words.get(len).copied().unwrap_or("");
        matches!(next, "by" | "with" | "von" | "par" | "por" | "door" | "day" | "session" | "sessions").then_some(format)
    })
}

/// What stands before the kind of session in a sentence that tells it.
#[rustfmt::skip]
const CUES: &[&str] = &[
    "this", "in this", "this was a", "this is a", "it was a", "was a", "in dieser", "in diesem", "dieser", "diese", "dieses", "das war ein", "es war ein", "cette", "cet", "ce", "c etait un", "cetait un", "esta", "este", "fue un", "deze", "was een",
];

/// What sort of session the first sentences of a note say it was: "In this lightning talk", "This was a hands-on lab".
pub(crate) fn format_in_prose(text: &str) -> Option<TalkFormat> {
    let start = text.char_indices().nth(400).map_or(text, |(end, _)| &text[..end]);
    let first = fold(start.split(['.', '。', '\n']).next().unwrap_or(""));
    if let Some(format) = whole_format(&first).filter(|&format| format != TalkFormat::Talk) {
        return Some(format);
    }
    let folded = fold(start);
    let said: Vec<&str> = CUE_SET.behind_each(&folded).collect();
    if said.is_empty() {
        return None;
    }
    let telling = |word: &str| word.len() > 5 && !matches!(word, "social" | "ignite" | "training" | "formation" | "seminar");
    FORMATS.iter().filter(|(format, _)| !matches!(format, TalkFormat::Talk | TalkFormat::Social)).find_map(|&(format, words)| {
        let is_said = |word: &str| {
            said.iter().any(|rest| rest.strip_prefix(word).is_some_and(|rest| rest.is_empty() || rest.starts_with(' ')))
        };
        words.iter().any(|word| telling(word) && is_said(word)).then_some(format)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_leads_stands_behind_a_word_for_it() {
        for before in [
            "Show and Tell, led by ",
            "eine Runde, geleitet von ",
            "un atelier animé par ",
            "un taller impartido por ",
            "een sessie, geleid door ",
            "oficina ministrada por ",
            "tavola guidata da ",
            "講師は",
            "by ",
        ] {
            assert!(ends_with_led_by(before), "{before:?}");
        }
        for before in ["La journée commence par ", "empezamos por ", "a standby", "iniziato da "] {
            assert!(!ends_with_led_by(before), "{before:?}");
        }
        assert!(begins_with_led_by("geleitet von Anna Berg)") && !begins_with_led_by("by the sea)"));
    }

    #[test]
    fn rows_are_written_folded() {
        let labels = LABELS.iter().flat_map(|(_, words)| words.iter());
        let formats = FORMATS.iter().flat_map(|(_, words)| words.iter());
        let tables = [BY, TAKEAWAYS, SUMMARIES, FILLER, SECTIONS, BREAKS].into_iter().flatten();
        for word in labels.chain(formats).chain(tables) {
            assert_eq!(fold(word), *word, "{word:?} can never be found");
        }
    }

    #[test]
    fn labels_are_found_before_colons() {
        #[rustfmt::skip]
        let table = [
            ("Speaker(s): Ada Brookfield",     Some((Label::Speaker, "Ada Brookfield"))),
            ("**Speaker:** Ada Brookfield",    Some((Label::Speaker, "Ada Brookfield"))),
            ("Prsenter: Ines Faro",            Some((Label::Speaker, "Ines Faro"))),
            ("Speaker - Ada Brookfield",       Some((Label::Speaker, "Ada Brookfield"))),
            ("Referent*in: Ada Brookfield",    Some((Label::Speaker, "Ada Brookfield"))),
            ("Intervenant·e·s : Ada",          Some((Label::Speaker, "Ada"))),
            ("登壇者：真壁 一",                  Some((Label::Speaker, "真壁 一"))),
            ("Chair: Milo Venn",               Some((Label::Chair, "Milo Venn"))),
            ("Date & time: 3/9/2031 2:00PM",   Some((Label::Date, "3/9/2031 2:00PM"))),
            ("Link to the conference page: x", Some((Label::Link, "x"))),
            ("Ort: Delft",                     Some((Label::Place, "Delft"))),
            ("Key takeaways: fog drifts",      Some((Label::Takeaways, "fog drifts"))),
            ("https://example.org",            None),
            ("10:30: Parsing Fog",             None),
            ("Fog: a history",                 None),
            ("Ines Faro: Parsing Fog",         None),
        ];
        for (line, label) in table {
            assert_eq!(find_label(line), label, "{line:?}");
        }
    }

    #[test]
    fn takeaways_headings_hold_nothing_else() {
        let yes = [
            "What I take back to the lab",
            "Takeaways",
            "Key Takeaways.",
            "My takeaways",
            "Conclusion & takeaways",
            "Lessons learned",
            "3 takeaways",
            "Fazit",
            "Mein Fazit",
            "À retenir",
            "Lo que me llevo",
            "まとめ",
            "总结",
            "Takeaways from the conference",
            "What I learned",
            "Wrap-up",
            "TL;DR",
            "Samenvatting",
            "Conclusões",
            "Cosa mi porto a casa",
            "What I'm bringing back",
            "Was hängen bleibt",
            "Ce que je garde pour nous",
            "Con lo que me quedo",
            "Wat ik onthoud",
            "O que levo comigo",
            "Three takeaways for my own team",
        ];
        let no = [
            "Lessons learned after 3 years of queues",
            "What I enjoyed",
            "What I keep in my bag",
            "Why documentation sticks",
            "Next steps",
            "Highlights",
            "Links",
            "Notes",
            "The Conclusion of a Long War",
            "Tracing Fog: Lessons Learned from the Harbour",
            "Questions",
            "",
        ];
        for heading in yes {
            assert!(is_takeaways_heading(heading), "{heading:?}");
        }
        for heading in no {
            assert!(!is_takeaways_heading(heading), "{heading:?}");
        }
    }

    #[test]
    fn announcements_end_with_what_they_announce() {
        let yes = [
            "My main takeaways:",
            "Here's my main takeaways:",
            "If I had to name three takeaways:",
            "Mein Fazit:",
            "À retenir :",
            "Summary:",
            "まとめ：",
            "まとめ",
            "take home messages",
            "The talk was long. My takeaways:",
            "Trois choses à retenir de cette conférence :",
            "What I'm taking home:",
            "In summary:",
        ];
        let no = [
            "Links:",
            "To do:",
            "Next steps:",
            "What I enjoyed:",
            "Summarised:",
            "I liked the takeaways of this talk.",
            "The slides with takeaways had these links:",
            "There were no takeaways:",
            "Conclusions. What were the magic words?",
            "bringing the takeaways into my daily work",
            "Some notes:",
        ];
        for text in yes {
            assert!(announces_takeaways(text), "{text:?}");
        }
        for text in no {
            assert!(!announces_takeaways(text), "{text:?}");
        }
    }

    #[test]
    fn breaks_and_sections_are_no_talks() {
        for text in [
            "Lunch",
            "12:30 Lunch",
            "Registration & Breakfast",
            "Coffee Break (sponsored by Quay)",
            "Mittagessen",
            "Pause déjeuner",
            "休憩",
            "Tea & Networking",
        ] {
            assert!(is_break(text), "{text:?}");
        }
        for text in ["Lunch Lightning: demos", "Break the build", "Morning", "Hack Night: Open Stage", "Welcome"] {
            assert!(!is_break(text), "{text:?}");
        }
        for text in [
            "Links",
            "The trip",
            "General tips",
            "Where I stayed",
            "Venue and food",
            "Anreise & Hotel",
            "Q&A",
            "懇親会",
            "Summary / reflections",
        ] {
            assert!(is_section_word(text), "{text:?}");
        }
        for text in ["Introduction to Fog", "Parsing Fog", "The Future of Food", "Small Teams, Long Rivers"] {
            assert!(!is_section_word(text), "{text:?}");
        }
    }

    #[test]
    fn formats_head_end_or_follow_titles() {
        #[rustfmt::skip]
        let table = [
            ("Keynote: The patient compiler",  Some(TalkFormat::Keynote)),
            ("Keynote de fermeture : Ralentir", Some(TalkFormat::Keynote)),
            ("Ada's Keynote",                  Some(TalkFormat::Keynote)),
            ("Quiet Machines (keynote)",       Some(TalkFormat::Keynote)),
            ("⚡ Lightning Talk: Parsing Fog",  Some(TalkFormat::Lightning)),
            ("Harbour Lightning Talks",        Some(TalkFormat::Lightning)),
            ("Fog Workshop Part 1",            Some(TalkFormat::Workshop)),
            ("Hands-on: Lanterns",             Some(TalkFormat::Workshop)),
            ("Panel - Who pays?",              Some(TalkFormat::Panel)),
            ("Table ronde : qui paie ?",       Some(TalkFormat::Panel)),
            ("Hack Night: Open Stage",         Some(TalkFormat::Social)),
            ("基調講演",                         Some(TalkFormat::Keynote)),
            ("How a keynote is made",          None),
            ("The state of labs",              None),
            ("Quiet Machines",                 None),
        ];
        for (text, format) in table {
            assert_eq!(format_of(text), format, "{text:?}");
        }
        assert_eq!(strip_format("Panel: Who pays?"), Some((TalkFormat::Panel, "Who pays?")));
        assert_eq!(strip_format("Fog: a history"), None);
        assert!(is_takeaways_heading("What I would tell the team (aka takeaways)"));
        assert_eq!(format_in_prose("In this lightning talk, Ada showed fog."), Some(TalkFormat::Lightning));
        assert_eq!(format_in_prose("This was a hands-on lab."), Some(TalkFormat::Workshop));
        assert_eq!(format_in_prose("The talk was about workshops."), None);
    }

    #[test]
    fn by_words_are_taken_off() {
        assert_eq!(strip_by("by Ada Brookfield"), Some(("Ada Brookfield", true)));
        assert_eq!(strip_by("Presented by: Ada Brookfield"), Some(("Ada Brookfield", true)));
        assert_eq!(strip_by("von Ada Brookfield"), Some(("Ada Brookfield", false)));
        assert_eq!(strip_by("Bypassing fog"), None);
        assert!(is_speaker_label("Vortragende") && !is_speaker_label("Moderator"));
    }
}
