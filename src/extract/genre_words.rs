//! Words and phrases, folded, that tell what a document is that holds no talks. A language is a row or two in each table.

/// A title begins or ends with one where the document is a call for papers.
#[rustfmt::skip]
pub(super) const CALLS: &[&str] = &[
    "call for papers", "call for proposals", "call for speakers", "call for participation", "call for talks", "call for sessions", "call for submissions", "call for presentations",
    "cfp", "appel a communications", "appel a conferences", "appel a propositions", "appel a orateurs", "convocatoria", "llamada a ponencias", "llamado a ponencias",
    "chamada de trabalhos", "chamada de palestras", "oproep voor", "invito a presentare",
];

/// What a call for papers says, and little else.
#[rustfmt::skip]
pub(super) const INVITATIONS: &[&str] = &[
    "submit your proposal", "submit a proposal", "submit your talk", "submit a talk", "submissions close", "submissions are open", "submission deadline",
    "deadline for submissions", "looking for speakers", "looking for talks", "looking for proposals", "want your talk", "wants your talk", "propose a talk", "propose your talk",
    "speak at", "selection committee", "programme committee", "program committee", "notification of acceptance", "cfp closes", "cfp is open", "cfp", "call for papers",
    "call for proposals", "how to submit", "important dates", "key dates", "tips for proposals", "review process", "selection process", "selection criteria", "fristen",
    "einreichung", "einreichungen", "einreichen", "vorschlage einreichen", "soumettre", "soumission", "soumissions", "dates importantes", "envia tu charla", "envia tu propuesta",
    "fechas importantes", "fechas clave", "enviar propuestas", "submissao", "envie sua palestra", "indienen", "投稿", "応募",
];

/// How people travel, and what they do where they arrive.
#[rustfmt::skip]
pub(super) const MOVES: &[&str] = &[
    "flight", "train", "bus", "coach", "ferry", "tram", "taxi", "checkin", "check", "checkout", "flug", "zug", "bahn", "fahre", "ankunft", "abflug", "abfahrt",
    "vol", "tgv", "arrivee", "vuelo", "tren", "llegada", "voo", "trem", "comboio", "chegada", "volo", "treno", "traghetto", "arrivo", "vlucht", "trein", "veerboot",
];

/// What stands behind such a word.
pub(super) const TOWARDS: &[&str] =
    &["to", "from", "in", "out", "back", "home", "nach", "von", "vers", "pour", "a", "de", "para", "per", "da", "naar", "van"];

/// How a title begins that tells how a conference was organised.
#[rustfmt::skip]
pub(super) const ORGANISING: &[&str] = &[
    "organising", "organizing", "how we organised", "how we organized", "how we ran", "how we run", "behind the scenes", "organisieren", "wie wir", "comment nous avons organise",
    "organiser", "organizar", "organizzare", "organizando",
];

/// Pages of a conference that name people and places and no talks; lists of jobs, of what is to be done.
#[rustfmt::skip]
pub(super) const PAGES: &[&str] = &[
    "code of conduct", "anti harassment policy", "faq", "faqs", "attendee faq", "visitor faq", "speaker faq", "frequently asked questions", "sponsors", "our sponsors", "sponsorship", "sponsorship prospectus",
    "sponsor prospectus", "prospectus", "become a sponsor", "sponsoring", "partners", "exhibitors", "job board", "jobs", "work with us", "join our team", "work at", "arbeiten bei uns", "nous rejoindre", "trabaja con nosotros", "trabalhe conosco", "lavora con noi", "werken bij", "open positions", "open roles", "vacancies", "careers",
    "we are hiring", "were hiring", "we re hiring", "now hiring", "hiring", "who is hiring", "whos hiring", "checklist", "check list", "packing list", "run sheet", "runsheet",
    "run of show", "runbook", "volunteer guide", "volunteer handbook", "volunteer schedule", "helper schedule", "roster", "rota", "volunteer roster", "volunteer rota", "duty roster", "dienstplan", "planning des benevoles", "turnos de voluntarios", "speaker guide", "speaker handbook", "speaker information",
    "information for speakers", "attendee guide", "venue", "the venue", "location", "getting to", "getting there", "how to get to", "how to get there", "travel information",
    "travel info", "hotels", "accommodation", "tickets", "registration", "press", "press release", "press kit", "media kit", "terms", "privacy policy", "imprint", "budget",
    "floor plan", "sponsor pack", "cv", "curriculum vitae", "lebenslauf", "resume", "uses", "merchandise", "verhaltenskodex", "verhaltensregeln", "sponsoren", "unsere sponsoren", "stellenangebote", "stellenmarkt", "offene stellen",
    "wir stellen ein", "checkliste", "ablaufplan", "helferplan", "schichtplan", "packliste", "anfahrt", "anreise", "anreise und unterkunft", "unterkunft", "pressemitteilung",
    "impressum", "datenschutz", "haufige fragen", "fragen und antworten", "eintrittskarten", "code de conduite", "partenaires", "nos partenaires", "offres demploi",
    "nous recrutons", "liste de controle", "comment venir", "venir a", "infos pratiques", "informations pratiques", "acces", "hebergement", "foire aux questions", "billetterie",
    "communique de presse", "mentions legales", "reglement interieur", "codigo de conducta", "patrocinadores", "patrocinio", "ofertas de empleo", "empleo", "lista de tareas",
    "como llegar", "alojamiento", "preguntas frecuentes", "entradas", "nota de prensa", "aviso legal", "gedragscode", "vacatures", "routebeschrijving", "veelgestelde vragen",
    "persbericht", "codigo de conduta", "vagas", "perguntas frequentes", "como chegar", "codice di condotta", "domande frequenti", "come arrivare", "lavora con noi", "行動規範",
    "スポンサー募集", "アクセス", "よくある質問", "行为准则", "赞助商", "招聘",
];

/// What a title calls the minutes of a meeting.
#[rustfmt::skip]
pub(super) const MINUTES: &[&str] = &[
    "minutes", "meeting minutes", "meeting notes", "minutes of the meeting", "protokoll", "sitzungsprotokoll", "protokoll der", "besprechungsprotokoll", "compte rendu de reunion",
    "proces verbal", "acta", "acta de la reunion", "notulen", "verbale", "ata da reuniao", "議事録", "会议纪要", "會議記錄",
];

/// The label of those who were at a meeting.
#[rustfmt::skip]
pub(super) const PRESENT: &[&str] = &[
    "present", "attendees", "attending", "in attendance", "apologies", "regrets", "absent", "participants", "anwesend", "abwesend", "entschuldigt", "presents", "excuses",
    "absents", "asistentes", "ausentes", "aanwezig", "afwezig", "presenti", "assenti", "presentes", "出席者", "出席", "protokoll", "present today", "teilnehmer", "teilnehmende",
    "deelnemers", "asisten", "facilitator", "minute taker", "scribe and chair", "attendance",
];

/// Words of bodies that meet again; action items come out of workshops too.
#[rustfmt::skip]
pub(super) const BUSINESS: &[&str] = &[
    "aob", "any other business", "next meeting", "approval of minutes", "approval of last minutes", "last minutes", "motion", "apologies", "regrets", "quorum", "tagesordnung",
    "nachste sitzung", "entschuldigt", "ordre du jour", "prochaine reunion", "excuses", "orden del dia", "proxima reunion", "volgende vergadering", "rondvraag",
    "previous minutes", "minutes of the last meeting", "prochain point", "compte rendu de la derniere reunion",
];

/// Labels of those who teach, and of what a course asks for.
#[rustfmt::skip]
pub(super) const TEACHERS: &[&str] = &[
    "dozent", "dozentin", "dozenten", "instructor", "instructors", "ta", "tas", "teaching assistants", "professor", "prof", "ubungen", "ubungsleiter", "lecturer", "enseignant",
    "enseignante", "charge de cours", "profesor", "profesora", "docente", "docenten", "office hours", "credits", "ects", "prerequisites",
];

/// Headings of what is asked at the end of a course.
#[rustfmt::skip]
pub(super) const EXAMS: &[&str] = &[
    "exam", "exams", "midterm", "homework", "assignments", "grading", "policies", "klausur", "prufung", "ubungsblatter", "hausaufgaben", "examen", "devoirs", "tareas",
    "tentamen", "huiswerk", "esame", "compiti",
];

/// Headings over what a course teaches.
#[rustfmt::skip]
pub(super) const CURRICULUM: &[&str] = &[
    "learning outcomes", "learning objectives", "prerequisites", "syllabus", "course description", "course outline", "course objectives", "evaluation", "evaluacion",
    "lernziele", "voraussetzungen", "kursbeschreibung", "prerequis", "objectifs pedagogiques", "description du cours", "descripcion del curso", "objetivos del curso",
    "leerdoelen", "programma del corso", "ementa", "descricao do curso",
];

/// What the parts of a course or book are called when they are counted.
#[rustfmt::skip]
pub(super) const COUNTED: &[&str] = &[
    "lecture", "chapter", "lesson", "week", "unit", "module", "vorlesung", "kapitel", "lektion", "chapitre", "lecon", "capitulo", "leccion", "hoofdstuk", "les", "capitolo",
    "lezione", "homework", "exercise", "blatt",
];

/// A term, in front of its year.
#[rustfmt::skip]
pub(super) const TERMS: &[&str] = &[
    "spring", "fall", "autumn", "winter", "ws", "ss", "wise", "sose", "semester", "wintersemester", "sommersemester",
];

/// Titles of what comes every week, month or year.
#[rustfmt::skip]
pub(super) const PERIODICALS: &[&str] = &[
    "release notes", "changelog", "versionshinweise", "notes de version", "notas de la version", "this month in", "last week in", "my month", "month in review", "monthly notes", "status update", "open source month", "weeknote", "weeknotes", "week notes", "notas de la semana", "notas semanales", "notes de la semaine", "notes hebdo", "notizen der woche", "weeknotities", "revue de presse", "今週", "本周",
    "monthly update", "weekly update", "year in review", "a year as", "a year at", "one year as", "one year at", "rundbrief", "wochennotizen", "ein jahr als", "ein jahr bei",
    "jahresruckblick", "infolettre", "lettre dinformation", "un an comme", "un an chez", "bilan de lannee", "boletin", "un ano como", "resumen del ano", "nieuwsbrief",
    "een jaar als", "boletim", "um ano como", "bollettino", "un anno come",
];

/// Tags of texts on works of another kind than talks; where an event is named, it is not what they report on.
#[rustfmt::skip]
pub(super) const WORK_TAGS: &[&str] = &[
    "music", "papers", "paper reviews", "books", "book reviews", "boardgames", "board games", "album reviews", "records", "concerts", "film", "films", "movies", "cinema", "tv", "food", "recipe", "recipes", "cooking", "baking", "hackathon", "hackathons", "game jam", "release", "releases",
    "release notes", "changelog", "photos", "photography", "gardening", "musik", "kino", "filme", "kochen", "rezepte", "musique", "cuisine", "recettes", "musica", "cine", "peliculas", "recetas", "comida", "muziek", "filmes",
    "receitas", "cucina", "ricette", "音楽", "映画", "料理", "音乐", "电影",
];

/// How the title of pictures or of a podcast begins.
#[rustfmt::skip]
pub(super) const OTHER_MEDIA: &[&str] = &[
    "podcast", "podcasts", "podcast episode", "podcast episodes", "folge", "播客", "ポッドキャスト", "photos from", "photos of", "pictures from", "pictures of", "some photos", "my photos", "fotos von", "fotos vom", "bilder von", "bilder vom", "photos de", "photos du", "fotos de", "fotos del", "foto s van", "foto di",
];

/// How a word of a title ends that names films, concerts or plays.
#[rustfmt::skip]
pub(super) const SHOWS: &[&str] = &[
    "filmtage", "filmfest", "filmfestival", "filmwoche", "kinoprogramm", "kino", "cinema", "film festival", "film week", "short films", "tour", "tournee", "gira", "konzert", "konzerte",
    "concert", "concerts", "concierto", "conciertos", "gig", "gigs", "gigography", "setlist", "spielplan", "festival du film", "festival de cine", "festival de cinema", "festival del cinema",
    "filmfestivals", "theater", "theatre", "teatro", "playlist", "mixtape", "映画祭", "コンサート", "ツアー", "电影节", "演唱会", "巡演",
];

/// What stands beside films, concerts and plays.
#[rustfmt::skip]
pub(super) const STAGED: &[&str] = &[
    "regie", "regisseur", "regisseurin", "omu", "omeu", "fsk", "kurzfilm", "kurzfilme", "spielfilm", "dokumentarfilm", "vorverkauf", "ermassigt", "abendkasse", "directed by", "feature film", "short film",
    "short films", "screening", "screenings", "realisation", "realisateur", "realisatrice", "long metrage", "court metrage", "courts metrages", "vostfr", "direccion", "cortometraje", "cortometrajes", "largometraje",
    "regia", "cortometraggi", "cortometragem", "doors", "support", "support act", "supporting", "set list", "setlist", "encore", "the band", "band", "album", "vinyl", "merch", "box office", "tickets", "billets",
    "entradas", "biglietti", "kaartverkoop", "ingressos", "zugabe", "rappel", "matinee", "premiere", "urauffuhrung", "ensemble", "orchester", "orchestra",
];

/// Tags of texts on what was read, or that gather links.
#[rustfmt::skip]
pub(super) const READING_TAGS: &[&str] = &[
    "books", "book", "book review", "book reviews", "reading", "reading list", "reading notes", "papers", "paper", "reviews", "links", "linkdump", "link roundup", "roundup", "newsletter", "weeknotes", "weeknote", "bucher", "lesen",
    "rezension", "rezensionen", "wochennotizen", "livres", "lectures", "veille", "revue de presse", "liens", "libros", "resenas", "lecturas", "enlaces", "semanales", "boeken", "livros", "leituras", "libri", "letture",
    "読書", "书评", "读书",
];

/// How the title of notes on what was read, alone or together, begins or ends, but for its year.
#[rustfmt::skip]
pub(super) const READ: &[&str] = &[
    "book club", "bookclub", "reading log", "reading list", "reading notes", "reading diary", "reading journal", "papers i read", "books i read", "what i read", "what i ve been reading",
    "book notes", "paper notes", "book reviews", "reading group", "reading circle", "journal club", "lesekreis", "buchclub", "lesetagebuch", "lektureliste", "leseliste", "gelesene bucher", "club de lecture",
    "journal de lecture", "notes de lecture", "fiches de lecture", "club de lectura", "diario de lectura", "notas de lectura", "leesclub", "leesdagboek", "leeslijst", "clube do livro", "clube de leitura", "notas de leitura",
    "gruppo di lettura", "appunti di lettura", "klub ksiazki", "読書会", "読書メモ", "读书会", "读书笔记",
];

/// What the list of a software's changes is called.
#[rustfmt::skip]
pub(super) const CHANGES: &[&str] = &[
    "changelog", "change log", "changes", "release notes", "releases", "release history", "version history", "whats new", "what s new", "anderungen", "anderungsprotokoll", "versionshinweise",
    "journal des modifications", "notes de version", "registro de cambios", "historial de cambios", "notas de la version", "wijzigingen", "registro de alteracoes", "変更履歴", "リリースノート", "更新日志",
];

/// Headings of what a release brings.
#[rustfmt::skip]
pub(super) const CHANGED: &[&str] = &[
    "breaking changes", "deprecations", "deprecated", "removals", "bug fixes", "bugfixes", "upgrading", "upgrade guide", "upgrade notes", "migration guide", "new features", "known issues",
];

/// Tags of travel diaries.
#[rustfmt::skip]
pub(super) const JOURNEY_TAGS: &[&str] = &[
    "travel", "travels", "traveling", "travelling", "holiday", "holidays", "vacation", "trip", "trips", "reise", "reisen", "urlaub", "voyage", "voyages", "vacances", "viaje", "viajes", "vacaciones",
    "viaggio", "viaggi", "vacanze", "viagem", "viagens", "ferias", "reizen", "vakantie", "podroze", "旅行",
];

/// Days, nights and weeks, of which somebody has some.
pub(super) const DAYS: &[&str] = &[
    "days",
    "nights",
    "weeks",
    "tagen",
    "tage",
    "wochen",
    "jours",
    "nuits",
    "semaines",
    "dias",
    "noches",
    "semanas",
    "noites",
    "giorni",
    "notti",
    "settimane",
    "dagen",
    "weken",
    "dni",
];

/// Small numbers in words.
#[rustfmt::skip]
pub(super) const COUNTS: &[&str] = &[
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "zwei", "drei", "vier", "funf", "sechs", "sieben", "acht", "neun", "zehn", "deux", "trois", "quatre", "cinq", "sept", "huit", "neuf", "dix",
    "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez", "due", "tre", "quattro", "cinque", "sei", "sette", "otto", "nove", "dieci", "duas", "dois", "quatro", "sete", "oito", "dez",
    "twee", "drie", "vijf", "zes", "zeven", "negen", "tien",
];

/// Words that speak of another medium: an episode, an issue, a book, a recipe.
#[rustfmt::skip]
pub(super) const MEDIA: &[&str] = &[
    "podcast", "podcasts", "episode", "episodes", "newsletter", "newsletters", "subscribers", "book", "books", "novel", "novels", "bookshelf", "recipe", "recipes", "film", "films",
    "movies", "album", "albums", "abonnenten", "buch", "bucher", "roman", "romane", "rezept", "rezepte", "livre", "livres", "recette", "recettes", "abonnes", "libro", "libros",
    "lecturas", "episodio", "episodios", "receta", "recetas", "suscriptores", "boek", "boeken", "aflevering", "afleveringen", "livro", "livros", "receita", "libri", "puntata",
    "puntate", "ricetta", "ポッドキャスト", "読書", "レシピ", "播客", "读书", "书单", "readers", "edition",
];

/// Headings of newsletters: what stands between them is news.
#[rustfmt::skip]
pub(super) const NEWS: &[&str] = &[
    "news", "top stories", "stories", "articles", "quick links", "quick hits", "quick bits", "upcoming events", "events", "jobs", "job board", "sponsor", "sponsors", "sponsored",
    "releases", "new releases", "tools", "libraries", "projects", "from the community", "community", "around the web", "on the web", "worth reading", "worth a read", "reading",
    "read", "watch", "listen", "podcasts", "books", "quote of the week", "data of the week", "link of the week", "tweet of the week", "tip of the week", "crate of the week",
    "editorial", "editors note", "classifieds", "meetups", "calls for papers", "cfps", "support us", "subscribe", "archive", "neuigkeiten", "nachrichten", "termine", "stellen",
    "actualites", "evenements", "offres demploi", "noticias", "eventos", "empleo", "nieuws", "agenda", "vacatures", "ニュース", "イベント", "新闻", "活动", "upcoming", "watching",
    "listening", "interesting links", "link roundup", "around the community", "in other news", "elsewhere on the web",
];

/// Words of those who read a book.
#[rustfmt::skip]
pub(super) const READING: &[&str] = &[
    "read", "reading", "chapter", "chapters", "book", "books", "author", "pages", "paperback", "hardcover", "isbn", "essay", "essays", "novel", "anthology", "gelesen", "buch",
    "kapitel", "autor", "autorin", "seiten", "lu", "livre", "chapitre", "chapitres", "auteur", "autrice", "leido", "libro", "capitulo", "capitulos", "autora", "paginas", "gelezen",
    "boek", "hoofdstuk", "lido", "livro", "letto", "capitolo",
];

/// The parts of a software project's pages.
#[rustfmt::skip]
pub(super) const PROJECT_PARTS: &[&str] = &[
    "install", "installation", "installing", "how to install", "usage", "how to use", "getting started", "quick start", "quickstart", "features", "requirements", "dependencies", "prerequisites",
    "configuration", "contributing", "how to contribute", "contributors", "license", "licence", "licensing", "changelog", "release notes", "development", "running tests", "tests", "testing", "building",
    "build", "deployment", "roadmap", "api", "documentation", "faq", "troubleshooting", "support", "authors", "lizenz", "mitmachen", "entwicklung", "licencia", "instalacion", "uso", "contribuir",
    "utilisation", "contribuer", "licenca", "instalacao", "installazione", "utilizzo", "licenza", "installatie", "gebruik", "licentie",
];

/// The parts of an advertisement for a job.
#[rustfmt::skip]
pub(super) const JOB_PARTS: &[&str] = &[
    "what you will do", "what youll do", "what you ll do", "what you bring", "who you are", "who we are looking for", "who were looking for", "about you", "about the role", "the role", "your role",
    "your profile", "your team", "your tasks", "your responsibilities", "responsibilities", "requirements", "qualifications", "what we offer", "we offer", "benefits", "perks", "how to apply", "apply now", "salary",
    "nice to have", "must have", "deine aufgaben", "ihre aufgaben", "dein profil", "ihr profil", "wir bieten", "das bieten wir", "was wir bieten", "das bringst du mit", "bewerbung", "vos missions", "votre profil", "le poste",
    "nous offrons", "avantages", "pour postuler", "tus funciones", "tu perfil", "que ofrecemos", "requisitos", "como aplicar", "wat ga je doen", "jouw profiel", "wij bieden", "solliciteren", "o que procuramos", "o que oferecemos",
    "cosa farai", "il tuo profilo", "cosa offriamo",
];

/// What the title of a travel diary speaks of.
#[rustfmt::skip]
pub(super) const JOURNEYS: &[&str] = &[
    "travel", "travels", "travel diary", "travel journal", "travelogue", "holiday", "holidays", "vacation", "road trip", "itinerary", "days in", "week in", "weeks in",
    "weekend in", "week around", "days around", "weekend around", "cycling", "hiking", "interrail", "reise", "reisetagebuch", "reisebericht", "urlaub", "tage in", "woche in", "wochen in", "wanderung", "radtour",
    "voyage", "voyages", "carnet de voyage", "vacances", "jours en", "semaine en", "viaje", "viajes", "diario de viaje", "vacaciones", "dias en", "semana en", "viaggio",
    "diario di viaggio", "vacanze", "giorni in", "viagem", "ferias", "dias em", "vakantie", "reisverslag", "dagen in", "旅行", "旅行記", "游记",
];

/// What the title of a trip report speaks of.
#[rustfmt::skip]
pub(super) const VISITS: &[&str] = &[
    "conference", "conf", "congress", "summit", "symposium", "workshop", "talk", "talks", "workshops", "keynotes", "tutorials", "sprints", "posters", "panels", "vortrage", "session", "sessions", "keynote", "trip report", "event", "events", "conferences",
    "konferenz", "tagung", "dienstreise", "kongress", "colloque", "conferencia", "jornadas", "congreso", "convegno", "conferentie",
];

/// What the title of a report on a contest speaks of.
#[rustfmt::skip]
pub(super) const CONTESTS: &[&str] = &[
    "hackathon", "hackaton", "game jam", "gamejam", "hack day", "hackday", "datathon", "code jam", "ctf writeup", "ctf write up", "hackathon report", "awards", "award winners", "award ceremony", "prize winners", "winners", "preistrager", "preisverleihung",
    "palmares", "laureats", "ganadores", "premiados", "vincitori", "prijswinnaars", "vencedores", "受賞者", "获奖",
];

/// How the title of an interview begins.
#[rustfmt::skip]
pub(super) const INTERVIEWS: &[&str] = &[
    "interview", "interview with", "an interview with", "in conversation with", "a conversation with", "q a with", "im gesprach mit", "interview mit", "entretien avec",
    "entrevista a", "entrevista con", "intervista a", "intervista con", "interview met", "entrevista com", "インタビュー", "采访", "专访",
];

/// How the title of notes on a talk of one's own, not yet given, begins.
#[rustfmt::skip]
pub(super) const OWN: &[&str] = &[
    "preparing my talk", "preparing my", "my talk proposal", "preparing for", "rehearsing", "rehearsal", "how i prepared", "writing my talk", "behind my talk", "vorbereitung auf",
    "preparer ma", "preparando mi",
];

/// How the title of an exhibitor's invitation begins.
#[rustfmt::skip]
pub(super) const BOOTHS: &[&str] = &[
    "meet us at", "meet us", "meet the team at", "visit us", "find us at", "see us at", "come see us", "come and see us", "join us at", "we will be at", "well be at", "we are at", "besuchen sie uns", "besucht uns", "treffen sie uns",
    "trefft uns", "wir sind auf", "retrouvez nous", "rencontrez nous", "venez nous", "visitenos", "visitanos", "ven a vernos", "nos vemos en", "bezoek ons", "ontmoet ons", "vieni a trovarci", "visite nos",
];

/// Words in the title of the minutes of a team.
#[rustfmt::skip]
pub(super) const MEETINGS: &[&str] = &["retro", "retrospective", "retrospektive", "retrospectiva", "sprint", "standup", "stand up", "meeting", "weekly", "sync", "sitzung", "besprechung", "reunion", "vergadering", "riunione", "reuniao"];

/// Words in front of the name of a page that make it no other.
#[rustfmt::skip]
pub(super) const PLAIN: &[&str] = &["conference", "conf", "event", "events", "day", "days", "organiser", "organisers", "organizer", "organizers", "speaker", "speakers", "volunteer", "volunteers", "helper", "helpers", "team", "pre", "post", "my", "final", "s", "of", "the", "our", "konferenz", "helfer", "orga"];
