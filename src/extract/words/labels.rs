//! Labels: what the words before a colon say of what follows it.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::by_word;
use super::takeaways::is_takeaways_words;
use crate::extract::notions::Notion;
use crate::folded::{Folded, Question, fold};
use crate::marks::Marks;
use crate::read::recording::RECORDING_LABELS;

use crate::memo::{self, Memo};

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
pub(super) const LABELS: &[Row] = &[
    (Label::Speaker, &["speaker", "speakers", "speaker s", "speaker name", "speaker names", "speakers names", "presenter", "presenters", "presenter s", "presented by", "presenting",
        "given by", "talk by", "session by", "keynote by", "by", "who", "instructor", "instructors", "instructor s", "panelist", "panelists", "panellist", "panellists", "panel members", "keynote speaker",
        "keynote speakers", "featuring", "lecturer", "lecturers", "trainer", "trainers", "tutor", "talk given by", "delivered by", "led by", "session lead", "lead", "leads", "convener", "conveners", "convenor", "convenors", "convened by", "proposed by", "pitched by", "discussion lead", "facilitated by", "guest", "guests", "with", "co speaker", "co speakers", "co presenter"]),
    (Label::Speaker, &["es sprach", "es sprachen", "es referierte", "es referierten", "vorgetragen von", "vortrag von", "gehalten von", "referent", "referenten", "referentin", "referentinnen", "referent in", "referent innen", "referierende", "vortragende", "vortragender", "vortragenden", "sprecher", "sprecherin", "sprecher in", "sprecherinnen", "sprecher innen", "redner", "rednerin", "wer", "von", "vortrag von", "gehalten von", "workshopleitung", "workshopleiter", "workshopleiterin", "kursleitung", "seminarleitung", "sessionleitung", "vortragsredner", "hauptredner"]),
    (Label::Speaker, &["intervenant", "intervenants", "qui", "intervenante", "intervenantes", "intervenant e", "intervenant e s", "intervenant s", "orateur", "orateurs", "oratrice", "oratrices", "conferencier", "conferenciers", "conferenciere", "presente par", "presentee par", "anime par", "animee par", "par", "presentateur", "presentateurs"]),
    (Label::Speaker, &["ponente", "ponentes", "quien", "quienes", "conferenciante", "conferenciantes", "orador", "oradora", "oradores", "presentador", "presentadora", "presentado por", "presentada por", "impartido por", "impartida por", "por", "charla de"]),
    (Label::Speaker, &["spreker", "sprekers", "wie", "presentator", "presentatoren", "gepresenteerd door", "gegeven door", "door"]),
    (Label::Speaker, &["palestrante", "palestrantes", "quem", "oradoras", "apresentador", "apresentadora", "apresentadores", "apresentado por", "apresentada por", "ministrado por", "palestra de"]),
    (Label::Speaker, &["relatore", "relatori", "chi", "relatrice", "relatrici", "oratore", "oratori", "presentato da", "tenuto da", "di", "da"]),
    (Label::Speaker, &["발표자", "연사", "강연자", "발표", "진행자", "докладчик", "докладчики", "докладчица", "спикер", "спикеры", "выступает", "prelegent", "prelegentka", "prelegenci", "prowadzacy", "mowca", "prednasejici", "recnik", "prednasi", "talare", "forelasare", "foredragsholder", "oplaegsholder", "puhuja", "konusmaci", "pembicara"]),
    (Label::Speaker, &["登壇者", "登壇", "発表者", "講演者", "スピーカー", "話者", "発表", "講師", "プレゼンター", "登壇者名"]),
    (Label::Speaker, &["讲者", "講者", "演讲者", "演講者", "主讲人", "主講人", "主讲", "分享人", "分享者", "嘉宾", "讲师", "演讲人", "演讲嘉宾", "分享嘉宾"]),

    (Label::Chair, &["chair", "chairs", "chairperson", "chairman", "chairwoman", "presiding", "session chair", "session chairs", "chaired by", "moderator", "moderators", "moderated by", "host", "hosts", "hosted by", "mc", "emcee", "facilitator", "facilitators", "organiser", "organisers", "organizer", "organizers", "organised by", "organized by", "interviewer"]),
    (Label::Chair, &["moderation", "moderator in", "moderiert von", "vorsitz", "sitzungsvorsitz", "sitzungsleitung", "leitung", "moderatorin", "veranstalter", "gastgeber", "gastgeberin", "gastgeberinnen"]),
    (Label::Chair, &["moderateur", "moderatrice", "moderation de", "modere par", "anime par", "presidence", "animateur", "animatrice", "president de seance", "organisateur", "organisateurs", "organise par", "hote", "hotes", "hotesse", "hotesses"]),
    (Label::Chair, &["moderador", "moderadora", "modera", "moderan", "moderado por", "presidente", "organizador", "organizadores", "organiza", "anfitrion", "anfitriona", "anfitriones"]),
    (Label::Chair, &["voorzitter", "dagvoorzitter", "gespreksleider", "gastheer", "gastvrouw", "organisatie"]),
    (Label::Chair, &["mediador", "mediadora", "anfitriao", "anfitria", "anfitrioes"]),
    (Label::Chair, &["moderatore", "moderatrice", "moderano", "moderato da", "organizzatori", "organizzato da"]),
    (Label::Chair, &["司会", "司会者", "座長", "モデレーター", "モデレータ", "主催", "主催者", "ホスト"]),
    (Label::Chair, &["主持人", "主持", "主席", "主办方", "发起人", "召集人"]),

    (Label::Author, &["author", "authors", "author s", "written by", "posted by", "notes by", "notes taken by", "note taker", "notetaker", "scribe", "autor", "autorin", "autoren", "verfasser", "geschrieben von", "auteur", "auteurs", "autrice", "ecrit par", "autora", "autores", "escrito por", "geschreven door", "autore", "autori", "scritto da", "著者", "筆者", "書いた人", "作者", "记录人"]),
    (Label::Track, &["track", "tracks", "stream", "strand", "theme", "dev room", "devroom", "topic area", "category", "themenstrang", "themenbereich", "parcours", "thematique", "fil rouge", "eje tematico", "trilha", "traccia", "トラック", "分会场", "专场", "论坛"]),
    (Label::Room, &["room", "rooms", "hall", "stage", "auditorium", "raum", "saal", "buhne", "salle", "amphi", "amphitheatre", "scene", "sala", "aula", "auditorio", "escenario", "zaal", "podium", "palco", "palcoscenico", "会場", "部屋", "ホール", "会议室", "房间", "会场", "회의실", "зал", "аудитория", "mistnost", "sal", "salen", "lokal", "lokale"]),
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

static LABEL_OF: LazyLock<FxHashMap<&'static str, Label>> = LazyLock::new(|| by_word(LABELS));

/// The labels in which a slip of the pen is forgiven.
static LONG_LABELS: LazyLock<Vec<(&'static str, Label)>> = LazyLock::new(|| {
    let forgiving = LABELS.iter().filter(|(label, _)| matches!(label, Label::Speaker | Label::Abstract));
    let words = forgiving.flat_map(|&(label, words)| words.iter().map(move |&word| (word, label)));
    words.filter(|(word, _)| word.len() >= 7 && !word.contains(' ')).collect()
});

/// Does `text` say who gives the talk, as the label before a colon or as a heading over names?
pub(crate) fn is_speaker_label(text: &str) -> bool {
    label_of(text) == Some(Label::Speaker)
}

/// No label is longer, folded.
const LONGEST: usize = 48;

/// The label that the whole of `text` is. One letter may be missing, doubled or swapped in a label of seven or more.
pub(crate) fn label_of(text: &str) -> Option<Label> {
    if text.len() > LONGEST && text.bytes().filter(u8::is_ascii_alphanumeric).count() > LONGEST {
        return None;
    }
    fold(text).find(Question::Label, read_label)
}

fn read_label(folded: &Folded) -> Option<Label> {
    if folded.is_empty() || folded.len() > LONGEST {
        return None;
    }
    if (!folded.is_ascii() || Notion::Takeaway.may_be_in(folded)) && is_takeaways_words(folded) {
        return Some(Label::Takeaways);
    }
    exact_label(folded).or_else(|| misspelt_label(folded))
}

fn exact_label(folded: &str) -> Option<Label> {
    LABEL_OF.get(folded).copied()
}

fn misspelt_label(folded: &str) -> Option<Label> {
    if folded.len() < 7 || !folded.is_ascii() || folded.contains(' ') {
        return None;
    }
    thread_local!(static MEANT: Memo<Option<Label>> = Memo::default());
    memo::answer(&MEANT, folded, nearest_label)
}

fn nearest_label(folded: &str) -> Option<Label> {
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
    static BEHIND: Marks = Marks::of(&[":", "：", " - ", " – ", " — ", "\t", "\u{3000}"]);
    let text = text.trim_start();
    let (mut colon, mut dash) = (None, None);
    // No label is so long, in whatever script.
    for (at, mark) in BEHIND.all(text.get(..FARTHEST * 4).unwrap_or(text)) {
        let first = if matches!(mark, ":" | "：") { &mut colon } else { &mut dash };
        first.get_or_insert((&text[..at], &text[at + mark.len()..]));
        if colon.is_some() && dash.is_some() {
            break;
        }
    }
    let colon = colon.filter(|(head, _)| head.chars().take(FARTHEST).count() < FARTHEST);
    colon.and_then(|(head, rest)| label_before_a_colon(head, rest)).or_else(|| label_before_a_dash(dash?))
}

/// So many characters a colon may stand behind the beginning of its label.
const FARTHEST: usize = 64;

fn label_before_a_colon<'a>(head: &str, rest: &'a str) -> Option<(Label, &'a str)> {
    // "https://" and "12:30" hold colons of their own.
    if rest.starts_with("//") || head.trim_end().ends_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    label_of(head).map(|label| (label, rest.trim_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_'))))
}

fn label_before_a_dash<'a>((head, rest): (&str, &'a str)) -> Option<(Label, &'a str)> {
    let label = label_of(head).filter(|label| matches!(label, Label::Speaker))?;
    (fold(head).len() > 4).then(|| (label, rest.trim()))
}
