//! Headings of a report and breaks of a programme: lines that are no talks.

use std::sync::LazyLock;

use super::takeaways::{are_joined_wide_words, filler_beside, is_takeaways_words, is_wide_phrase};
use crate::extract::notions::Notion;
use crate::extract::tables::Phrases;
use crate::folded::{Folded, Question, fold};
use crate::marks::Marks;

/// Headings of a report, or lines of a programme, that are no talks.
#[rustfmt::skip]
pub(in crate::extract) const SECTIONS: &[&str] = &[
    "introduction", "intro", "preface", "preamble", "background", "prologue", "epilogue", "closing", "closing remarks", "closing thoughts", "closing words", "opening remarks", "conclusion", "conclusions", "summary", "links", "link", "useful links", "resources", "references", "bibliography", "further reading", "reading", "reading list", "things to read", "things to google", "things to look at", "things to try", "things to check out", "to read", "to watch", "to do", "todo", "todos", "vendor hall", "exhibit hall", "exhibitor hall", "raffle", "costs", "the costs", "why i went", "why i was there", "getting home", "going home", "the way home", "back home", "upon arrival", "after hours", "elsewhere", "other stuff", "stuff to google", "stuff to look up", "things to look up", "things i bought", "team", "the team", "teams", "projects", "hiring", "project overview", "key accomplishments", "accomplishments", "open items", "future considerations", "background and goals", "things i want to read", "things i want to try", "not yet seen", "bookmarks", "my actions", "demo booths", "the evening", "day zero", "before the conference", "after the conference", "hallway", "hallway track", "hallway conversations", "venue", "the venue", "food", "food and drink", "drinks", "travel", "travelling", "traveling", "trip", "journey", "getting there", "how to get there", "hotel", "accommodation", "where i stayed", "logistics", "budget", "thanks", "thank you", "acknowledgements", "acknowledgments", "credits", "about", "about me", "about us", "about the author", "about this document", "about the conference", "about the event", "contact", "agenda", "schedule", "program", "programme", "timetable", "overview", "contents", "table of contents", "toc", "index", "tips", "general tips", "advice", "misc", "miscellaneous", "miscellany", "other", "others", "other talks", "other sessions", "other notes", "expo", "expo hall", "exhibition", "exhibition hall", "booth", "booths", "sponsor", "sponsors", "our sponsors", "partners", "exhibitors", "organisation", "organization", "organisers", "organizers", "organizing committee", "program committee", "programme committee", "committee", "volunteers", "volunteering", "questions", "q a", "qa", "questions and answers", "questions answers", "faq", "discussion", "comments", "feedback", "notes", "raw notes", "general notes", "general", "general thoughts", "general impressions", "impressions", "thoughts", "final thoughts", "reflections", "reflection", "my thoughts", "opinion", "highlights", "lowlights", "the good", "the bad", "the ugly", "what went well", "what went wrong", "what i enjoyed", "what i liked", "likes", "dislikes", "community", "people", "networking", "party", "parties", "games night", "game night", "board games", "wine tasting", "beer", "beers", "karaoke", "quiz", "pub quiz", "sauna", "train home", "bye", "after party", "afterparty", "social", "social events", "social event", "games", "capture the flag", "ctf", "jet lag", "jetlag", "excursion", "swag", "goodies", "photos", "pictures", "gallery", "slides", "videos", "recordings", "talks", "talk", "sessions", "the talks", "the sessions", "presentations", "keynotes", "keynote", "workshops", "tutorials", "panels", "lightning talks", "speakers", "tracks", "posters", "sprints", "code of conduct", "registration", "tickets", "location", "date", "dates", "when", "where", "what", "why", "who", "next steps", "next year", "whats next", "future", "outlook", "next time", "action items", "actions", "follow up", "follow ups", "disclaimer", "license", "licence", "copyright", "changelog", "update", "updates", "edit", "attendees", "attendance", "participants", "audience", "jobs", "news", "announcements", "navigation", "menu", "archive", "archives", "categories", "tags", "related", "related posts", "related articles", "see also", "share", "subscribe", "newsletter", "search", "footnotes", "fussnoten", "appendix", "glossary", "tools", "books", "quotes", "random", "random links", "random thoughts", "random notes", "arrival", "departure", "city", "sightseeing", "statistics", "stats", "numbers", "videos and slides", "recommended talks", "missed talks", "talks i missed", "talks i attended", "my talk", "talks to watch", "retrospective",
    "where i ate", "where we ate", "what i ate", "what we ate", "where i stayed", "where we stayed", "where i slept", "where to eat", "where to stay", "wo ich gegessen habe", "wo wir gegessen haben",
    "wo ich geschlafen habe", "ou jai mange", "ou nous avons mange", "ou manger", "ou dormir", "donde comi", "donde comimos", "donde me aloje", "donde dormi", "dove ho mangiato", "cosa ho mangiato",
    "dove ho dormito", "dove mangiare", "onde comi", "onde fiquei", "waar ik at", "waar we aten", "waar ik sliep",
    "einleitung", "kurz notiert", "kurz notiert und sonstiges", "ausserdem notiert", "einfuhrung", "vorwort", "uberblick", "ubersicht", "inhalt", "inhaltsverzeichnis", "programm", "zeitplan", "ablauf", "links und quellen", "quellen", "literatur", "weiterfuhrende links", "anreise", "abreise", "unterkunft", "ort", "essen", "verpflegung", "essen und trinken", "essen trinken", "dank", "danke", "danksagung", "uber mich", "uber uns", "impressum", "kontakt", "sponsoren", "aussteller", "veranstalter", "fragen", "fragen und antworten", "ankunft", "heimreise", "ruckreise", "heimfahrt", "was sonst noch war", "kosten", "diskussion", "sonstiges", "verschiedenes", "allgemeines", "eindrucke", "gedanken", "ausblick", "nachstes jahr", "nachste schritte", "fazit", "zusammenfassung", "schluss", "schlusswort", "vortrage", "die vortrage", "gemeinschaft", "rahmenprogramm", "abendveranstaltung", "abendprogramm", "ausflug", "bilder", "fotos", "teilnehmer", "allgemein", "feierabend", "datenschutz",
    "avant propos", "sommaire", "planning", "liens", "liens utiles", "ressources", "remerciements", "merci", "a propos", "lieu", "le lieu", "hebergement", "transport", "voyage", "repas", "nourriture", "organisateurs", "partenaires", "divers", "autres", "questions reponses", "discussions", "bilan", "en resume", "presentation", "les conferences", "conferences", "ateliers", "les ateliers", "ambiance", "lambiance", "larrivee", "arrivee", "le depart", "en vrac", "le repas", "le retour", "lannee prochaine", "couts", "soiree", "la soiree", "suite", "la suite", "et apres", "annexes", "contexte",
    "introduccion", "patrocinio", "patrocinios", "apoio", "realizacao", "indice", "programa", "horario", "enlaces", "enlaces de interes", "recursos", "referencias", "bibliografia", "agradecimientos", "gracias", "sobre mi", "acerca de", "lugar", "viaje", "alojamiento", "comida", "organizacion", "organizadores", "patrocinadores", "otros", "otras charlas", "varios", "preguntas", "preguntas y respuestas", "impresiones", "reflexiones", "charlas", "las charlas", "talleres", "conclusiones", "resumen", "proximos pasos", "contacto", "ponentes", "el viaje", "la fiesta", "fiesta", "pendiente", "pendientes", "la comida", "las canas", "el sitio", "el ano que viene", "cosas que mirar", "libros",
    "inleiding", "inhoud", "inhoudsopgave", "programma", "rooster", "schema", "bronnen", "dankwoord", "bedankt", "over mij", "over ons", "locatie", "reis", "eten", "eten en drinken", "organisatie", "overig", "overige", "diversen", "vragen", "vragen en antwoorden", "indrukken", "conclusie", "samenvatting", "volgend jaar", "praatjes", "lezingen", "algemeen", "sfeer",
    "introducao", "sumario", "programacao", "links uteis", "agradecimentos", "obrigado", "sobre", "sobre mim", "local", "viagem", "hospedagem", "organizacao", "outros", "perguntas", "perguntas e respostas", "impressoes", "conclusao", "resumo", "palestras", "as palestras", "oficinas", "proximos passos", "contato", "palestrantes", "logistica", "ano que vem",
    "introduzione", "orario", "collegamenti", "risorse", "riferimenti", "ringraziamenti", "grazie", "chi sono", "luogo", "viaggio", "alloggio", "cibo", "organizzazione", "organizzatori", "altro", "varie", "domande", "domande e risposte", "impressioni", "conclusioni", "riassunto", "interventi", "prossimi passi", "contatti", "relatori", "altre cose", "anno prossimo", "il cibo",
    "はじめに", "初めに", "序文", "概要", "目次", "おわりに", "終わりに", "最後に", "さいごに", "まとめ", "感想", "所感", "全体の感想", "参考", "参考資料", "参考文献", "参考リンク", "リンク", "関連リンク", "会場", "会場の様子", "スケジュール", "タイムテーブル", "プログラム", "懇親会", "交流会", "スポンサー", "スポンサーブース", "ブース", "謝辞", "その他", "質疑応答", "質問", "運営", "運営スタッフ", "自己紹介", "次回", "来年", "ノベルティ", "お弁当", "アクセス", "宿泊", "移動", "セッション", "発表", "資料", "また行きたいか", "来年も行くか", "行く価値", "参加してよかったか", "なぜ行くのか", "次回に向けて", "雑感", "余談", "追記",
    "前言", "引言", "序", "目录", "目錄", "概述", "概览", "议程", "日程", "链接", "相关链接", "参考资料", "资源", "致谢", "感谢", "关于", "关于我", "场地", "会场", "交通", "住宿", "美食", "赞助商", "组织者", "其他", "问答", "提问", "问题", "总结", "结语", "后记", "联系方式", "展位", "展区", "花絮", "下次", "明年", "吃喝", "周边", "值得去吗", "还会去吗", "明年还去吗", "为什么去", "值得參加嗎", "待读", "杂项",
    "next meetup", "next meeting", "the next meetup", "the next meeting", "next event", "what comes next", "wie geht es weiter", "wie gehts weiter", "nachstes treffen", "das nachste treffen", "nachster termin", "nachste termine", "prochaine rencontre", "prochain rendez vous", "prochaine edition", "prochaine fois", "proximo encuentro", "proximo meetup", "prochain meetup", "nachstes meetup", "prossimo meetup", "proxima reunion", "proximo encontro", "volgende keer", "volgende bijeenkomst", "prossimo incontro", "prossimo appuntamento",
    "best paper", "best papers", "best paper award", "best poster", "best talk", "awards", "prizes", "impression", "overall impression", "overall impressions", "general impression", "gesamteindruck", "impression generale", "impresion general", "algemene indruk", "impressao geral", "impressione generale",
    "bio", "biography", "biographie", "biografia", "photo", "headshot", "headshots", "older", "past talks", "older talks", "previous talks", "upcoming talks", "contributing", "installation",
    "overall", "all in all", "in a nutshell", "thats it", "thats all", "thats a wrap", "thats all folks", "until next time", "until next year", "see you next year", "see you next time", "see you there", "last but not least", "parting thoughts", "parting words", "verdict", "worth it", "who should go", "who should attend", "who is it for", "the conference", "the conference itself", "the conf", "the conf itself", "about the conf", "the event", "the event itself", "crowd", "town", "weather", "wifi", "good things", "bad things", "what was good", "what was bad", "what was great", "what was missing", "what was not so good", "what didnt work", "what worked", "what didnt go well", "what i didnt like", "what i disliked", "what could be better", "what could be improved", "things i loved", "things i liked", "things i didnt like", "things i disliked", "criticism", "complaints", "complaint", "nitpicks", "gripes", "suggestions", "wishes", "wishes for next year", "wish list", "wishlist", "room for improvement", "by the numbers", "trends", "themes", "main themes", "common themes", "recurring themes", "key themes", "observations", "random observations", "odds and ends", "bits and pieces", "bits and bobs", "snippets", "quote of the day", "overheard", "overheard in the hallway", "overheard on twitter", "tweets", "twitter", "social media", "social track", "hallway chats", "corridor", "corridor talks", "corridor conversations", "chats", "conversations", "meeting people", "people i met", "people met", "people to follow", "people i talked to", "friends", "new friends", "side events", "side event", "side notes", "side note", "sidenotes", "meetups", "evening", "evenings", "evening event", "evening events", "night", "nights", "after the talks", "after dark", "arriving", "getting there and back", "getting there and away", "getting around", "day trip", "day trips", "train ride", "on the train", "on the way home", "on the way back", "way home", "way back", "back to work", "back at work", "back at the office", "what now", "now what", "what i will do now", "what i will do next", "to try", "to try out", "to investigate", "to look into", "to look up", "to learn", "homework", "my homework", "reading material", "stuff to read", "tools mentioned", "projects mentioned", "books mentioned", "papers mentioned", "links mentioned", "mentioned", "libraries to check out", "tools to check out", "slides and code", "video playlist", "playlist", "other peoples notes", "other reports", "other write ups", "other blog posts", "more reports", "more notes", "reports by others", "elsewhere on the web", "talks i want to watch", "talks i want to see", "talks i still want to watch", "missed", "what i missed", "not attended", "didnt see", "skipped", "honorable mentions", "honourable mentions", "honorable mention", "honourable mention", "also good", "also worth watching", "also worth a mention", "my favorite talks", "my favourite talks", "favorite talks", "favourite talks", "favourites", "favorites", "top talks", "the rest", "everything else", "and the rest", "about this post", "about these notes", "about my notes", "a note on these notes", "a note about these notes", "caveat", "caveats", "foreword", "prelude", "prolog", "setting the scene", "intro tl dr", "hello", "hi there", "price", "prices", "ticket", "ticket price", "cost", "visa", "scholarship", "scholarships", "childcare", "stickers", "t shirts", "t shirt", "vendors", "vendor area", "vendor booths", "booth duty", "my own talk", "our own talk", "our talk", "our talks", "my session", "my workshop", "my presentation", "my contribution", "my part", "my role", "behind the scenes", "live stream", "livestream", "virtual platform", "the platform", "remote participation", "remote attendance", "the format", "how it was", "how was it", "how did it go", "how it went", "mood", "atmosphere", "vibe", "vibes", "the mood", "highlights of the day", "highlight", "best moment", "best moments", "lowlight", "surprise", "surprises", "biggest surprise", "biggest surprises", "thank yous", "many thanks", "shout out", "shout outs", "shoutout", "shoutouts", "kudos", "corrections", "errata", "in pictures", "impressions in pictures", "map", "directions", "the numbers", "lunch and chats", "special thanks", "big thanks", "in closing", "to conclude", "to sum up", "summing up", "thats what i saw", "so long", "over and out", "what else", "slides code", "what else happened", "what else i saw", "what i did", "what i saw", "what i took away", "pros", "cons", "pros and cons", "the talks i saw", "the talks i attended", "sessions attended", "talks attended", "sessions i attended", "talk summaries", "session notes", "session summaries", "talk notes", "my notes", "some notes", "social programme", "social program", "the social programme", "the social program",
    "insgesamt", "alles in allem", "kurz und knapp", "unterm strich", "bis zum nachsten mal", "bis nachstes jahr", "bis zum nachsten jahr", "das wars", "tschuss", "drumherum", "das drumherum", "drumrum", "rundherum", "rundum", "am abend", "abends", "abend", "der abend", "die abende", "das wetter", "wetter", "die stadt", "stadt", "die location", "wlan", "stimmung", "die stimmung", "atmosphare", "die atmosphare", "kritik", "lob und kritik", "lob", "was gut war", "was schlecht war", "was nicht so gut war", "was mir gefiel", "was mir gefallen hat", "was mir nicht gefiel", "verbesserungsvorschlage", "wunsche", "statistik", "zahlen", "in zahlen", "themen", "beobachtungen", "am rande", "randnotizen", "randnotiz", "zitate", "gesprache", "leute", "die leute", "begegnungen", "nachlese", "weiterlesen", "zum weiterlesen", "mehr berichte", "andere berichte", "weitere berichte", "verpasst", "was ich verpasst habe", "lieblingsvortrage", "mein vortrag", "mein eigener vortrag", "unser vortrag", "unser stand", "mein workshop", "vorbereitung", "vor der konferenz", "nach der konferenz", "vor der tagung", "nach der tagung", "hinfahrt", "hinreise", "ruckfahrt", "hausaufgaben", "was bleibt", "was ubrig bleibt", "resumee", "schlussbemerkung", "schlussgedanken", "zum schluss", "zum abschluss", "abschluss", "abschliessend", "nachwort", "vorab", "vorgeschichte", "warum ich da war", "die konferenz", "die veranstaltung", "die tagung", "die orga", "orga", "eintritt", "preise", "und sonst", "und sonst so", "was sonst", "was noch", "ausserdem", "noch mehr", "herzlichen dank", "vielen dank", "pro und contra",
    "globalement", "dans lensemble", "en bref", "bref", "pour conclure", "pour finir", "pour terminer", "en guise de conclusion", "a lannee prochaine", "a la prochaine", "et voila", "voila", "le mot de la fin", "mot de la fin", "lorganisation", "le lieu et lambiance", "lieu et ambiance", "la ville", "la meteo", "la nourriture", "les gens", "rencontres", "les rencontres", "points positifs", "points negatifs", "les points positifs", "les points negatifs", "ce que jai aime", "ce que jai moins aime", "ce que je nai pas aime", "les plus", "les moins", "chiffres", "quelques chiffres", "les chiffres", "tendances", "les tendances", "ressenti", "mon ressenti", "mes impressions", "retour dexperience", "a lire", "a voir", "a regarder", "a tester", "a creuser", "pour aller plus loin", "aller plus loin", "mes notes", "les goodies", "avant la conference", "apres la conference", "avant levenement", "apres levenement", "le trajet", "trajet", "preambule", "en preambule", "pourquoi jy suis alle", "pourquoi jy suis allee", "levenement", "la conference", "mon talk", "ma conference", "notre stand", "le stand", "les stands", "stands", "mes coups de coeur", "coups de coeur", "coup de coeur", "le bilan", "mon bilan", "petit bilan", "les sponsors", "en marge",
    "en general", "en definitiva", "para terminar", "para acabar", "para concluir", "para finalizar", "hasta el ano que viene", "hasta la proxima", "nos vemos el ano que viene", "lo mejor", "lo peor", "lo bueno", "lo malo", "lo bueno y lo malo", "lo que mas me gusto", "lo que menos me gusto", "el ambiente", "ambiente", "la ciudad", "el tiempo", "la organizacion", "el evento", "sobre el evento", "la conferencia", "la gente", "valoracion", "mi valoracion", "valoracion general", "valoraciones", "balance", "cifras", "algunas cifras", "en cifras", "tendencias", "para leer", "para ver", "para probar", "para investigar", "deberes", "antes del congreso", "antes del evento", "despues del evento", "la vuelta", "el regreso", "notas", "mis notas", "otras notas", "mi charla", "nuestra charla", "mi taller", "la organizacion del evento", "y ahora que", "curiosidades", "anecdotas", "puntos positivos", "puntos negativos", "aspectos positivos", "aspectos negativos", "aspectos a mejorar", "cosas a mejorar", "para cerrar", "y eso es todo", "eso es todo",
    "al met al", "alles bij elkaar", "tot volgend jaar", "tot de volgende keer", "tot slot", "ten slotte", "afsluiting", "wat ik leuk vond", "wat beter kan", "wat beter kon", "wat er beter kan", "het eten", "de locatie", "de sfeer", "de stad", "het weer", "napraten", "nabeschouwing", "de mensen", "wat volgt", "terugreis", "heenreis", "de reis", "de terugreis", "vooraf", "achteraf", "nawoord", "de conferentie", "het evenement", "mijn praatje", "mijn eigen praatje", "cijfers", "themas", "huiswerk", "om te lezen", "om te proberen", "verder lezen", "gemist", "wat ik gemist heb", "wat ik miste", "tips en links", "losse notities", "nog meer",
    "em resumo", "no geral", "de modo geral", "ate o ano que vem", "ate a proxima", "ate para o ano", "o evento", "sobre o evento", "o lugar", "a comida", "as pessoas", "a cidade", "pontos positivos", "pontos negativos", "pontos fortes", "pontos fracos", "o que eu gostei", "o que gostei", "o que mais gostei", "o que nao gostei", "consideracoes finais", "consideracoes", "pra fechar", "para fechar", "bastidores", "a viagem", "minha palestra", "nossa palestra", "a minha palestra", "numeros", "em numeros", "para ler", "licao de casa", "antes do evento", "depois do evento", "a volta", "anotacoes", "a organizacao", "e agora", "balanco",
    "in sintesi", "in breve", "per concludere", "per finire", "per chiudere", "alla prossima", "allanno prossimo", "al prossimo anno", "il luogo", "la citta", "lorganizzazione", "le persone", "cosa mi e piaciuto", "cosa non mi e piaciuto", "considerazioni finali", "considerazioni", "numeri", "i numeri", "il viaggio", "il viaggio di ritorno", "il ritorno", "levento", "la conferenza", "il mio talk", "il mio intervento", "il nostro stand", "da leggere", "da vedere", "da provare", "compiti a casa", "punti positivi", "punti negativi", "note", "appunti", "appunti sparsi", "il bello e il brutto", "tendenze", "bilancio", "in conclusione",
    "その後", "余韻", "会場について", "全体を通して", "全体的な感想", "全体感想", "良かった点", "悪かった点", "よかった点", "気になった点", "残念だった点", "改善点", "次回予告", "持ち物", "ブース巡り", "スポンサー様", "お礼", "最後のまとめ", "イベント概要", "イベント情報", "イベントについて", "カンファレンスについて", "登壇資料", "発表資料", "公開資料", "当日の様子", "朝", "昼", "夜", "前日", "当日", "後日談", "参加した感想", "参加してみて", "参加の感想", "参加理由", "参加の動機", "参加動機", "きっかけ", "関連資料", "関連記事", "ほかの方のレポート", "他の参加レポート", "お昼ごはん", "ランチについて", "会場まで", "会場へ", "帰り道", "反省", "反省点", "今後", "これから", "やりたいこと",
    "整体感受", "个人感受", "整体感想", "会议概况", "会议简介", "大会简介", "会议介绍", "大会介绍", "关于大会", "关于会议", "会后", "会前", "写在前面", "写在最后", "写在后面", "后续", "不足之处", "不足", "亮点", "吐槽", "碎碎念", "结束语", "签到与入场", "签到入场", "活动简介", "活动概况", "活动介绍", "参会感受", "参会体验", "参会感想", "个人总结", "整体总结", "会场见闻", "现场照片", "照片", "相关资料", "资料下载", "幻灯片下载", "彩蛋", "茶歇与交流", "社交", "周末", "返程", "行程", "写给明年",
    "for us", "what this means for us", "what it means for us", "so what", "what we should do", "what we will do", "what well do", "what ill do", "what i will do differently", "things im going to do", "things i will try", "things to try at work", "things well try", "what i want to try", "to do at work", "action points", "do on monday", "monday morning", "on monday", "aha moments", "nuggets", "key points", "main points", "expenses", "cancelled", "other things",
    "fur uns", "was wir ausprobieren sollten", "was ich ausprobieren will", "was wir tun", "massnahmen", "aufgaben", "spesen", "andere dinge", "sonst so",
    "ce que je vais essayer", "autres choses", "frais",
    "lo que quiero probar", "otras cosas", "gastos",
    "overige zaken", "andere dingen",
    "outras coisas", "despesas",
    "お昼",
    "введение", "заключение", "кулуары", "итоги", "дорога", "еда", "место", "организация",
    "вместо заключения", "вступление", "вместо вступления", "о конференции", "впечатления", "общие впечатления", "организационное", "спасибо", "ссылки", "программа", "площадка", "афтепати", "до встречи",
    "o konferencji", "wrazenia", "podziekowania", "linki", "program", "dojazd", "nocleg", "afterparty", "na koniec", "slowem wstepu",
    "om konferensen", "intryck", "tack", "lankar", "kvallen", "middagen", "sammantaget", "till sist", "indledning", "afslutning", "rejsen", "stedet", "indtryk", "innledning", "reisen", "inntrykk", "takk", "lenker", "johdanto", "lopuksi", "matka", "ruoka", "paikka", "kiitokset", "linkit",
    "o konferenci", "dojmy", "podekovani", "odkazy", "na zaver", "vecer", "bevezeto", "osszegzes", "utazas", "helyszin", "giris", "sonuc", "ulasim", "mekan", "tesekkurler", "baglantilar",
    "wstep", "podsumowanie", "zakonczenie", "droga", "jedzenie", "miejsce", "organizacja",
    "inledning", "avslutning", "resan", "maten", "lokalen",
    "uvod", "zaver", "cesta", "jidlo", "misto", "organizace",
    "morning", "afternoon", "forenoon", "morning session", "afternoon session", "vormittag", "nachmittag", "vormittags", "nachmittags", "matin", "apres midi", "le matin", "lapres midi", "manana", "tarde", "por la manana", "por la tarde", "ochtend", "middag", "manha", "mattina", "pomeriggio", "mattino", "午前", "午後", "午前の部", "午後の部", "上午", "下午", "晚上",
];

/// Lines of a programme at which nothing is presented.
#[rustfmt::skip]
pub(in crate::extract) const BREAKS: &[&str] = &[
    "break", "breaks", "coffee", "coffee break", "tea", "tea break", "lunch", "lunch break", "breakfast", "dinner", "brunch", "supper", "snack", "snacks", "refreshments", "registration", "badge pickup", "badge pick up", "badges", "badge", "check in", "checkin", "doors", "doors open", "door opens", "open doors", "welcome coffee", "morning coffee", "afternoon tea", "morning tea", "afternoon", "morning", "short", "long", "networking", "networking break", "bio break", "pause", "end of day", "end", "free time", "travel time", "room change", "changeover", "intermission", "catering", "drinks", "pickup", "pick up", "venue opens", "venue closes", "closed", "interlude", "intermezzo", "zwischenspiel", "intermede", "interludio", "setup", "set up", "exhibits open", "reception", "welcome reception", "happy hour", "pub", "cocktail", "cocktails", "apero", "aperitif",
    "pausen", "kaffeepause", "kaffee", "mittag", "mittagspause", "mittagessen", "fruhstuck", "abendessen", "registrierung", "anmeldung", "einlass", "einchecken", "imbiss", "umbaupause", "ende", "teepause",
    "pause cafe", "cafe", "cafe daccueil", "cafe accueil", "accueil", "dejeuner", "pause dejeuner", "pause midi", "petit dejeuner", "gouter", "diner", "repas", "inscription", "inscriptions", "enregistrement", "fin", "buffet", "cocktail dinatoire", "pot",
    "descanso", "pausa", "pausa cafe", "pausa para cafe", "pausa para el cafe", "almuerzo", "comida", "cena", "desayuno", "merienda", "registro", "acreditacion", "acreditaciones", "receso", "apertura de puertas", "pausa comida",
    "pauze", "koffie", "koffiepauze", "lunchpauze", "middagpauze", "ontbijt", "avondeten", "diner", "borrel", "inloop", "ontvangst", "registratie", "theepauze",
    "intervalo", "coffee break", "almoco", "jantar", "lanche", "cafe da manha", "credenciamento", "inscricao", "pausa para almoco", "cafezinho",
    "pranzo", "pausa pranzo", "pausa caffe", "caffe", "colazione", "registrazione", "registrazioni", "accoglienza", "accredito", "intervallo",
    "休憩", "昼休み", "昼食", "お昼休憩", "ランチ", "ランチ休憩", "ランチタイム", "朝食", "夕食", "受付", "受付開始", "開場", "閉場", "コーヒーブレイク", "休み",
    "休息", "茶歇", "午餐", "午休", "午饭", "早餐", "晚餐", "签到", "報到", "报到", "入场", "會間休息", "中場休息",
    "обед", "кофе", "кофе бреик", "перерыв", "завтрак", "ужин", "регистрация", "сбор гостеи",
    "obiad", "przerwa", "przerwa kawowa", "przerwa obiadowa", "kawa", "sniadanie", "kolacja", "rejestracja",
    "fika", "kaffe", "kaffepaus", "lunchpaus", "paus", "middag", "frukost", "mingel", "frokost", "kaffepause", "aftensmad", "lounas", "kahvi", "kahvitauko", "tauko", "aamiainen", "ilmoittautuminen",
    "obed", "prestavka", "kava", "snidane", "vecere", "registrace", "ebed", "ebedszunet", "kaveszunet", "szunet", "ogle yemegi", "kahve molasi", "ara", "kayit", "점심", "점심시간", "휴식", "등록",
];

static SECTION_SET: LazyLock<Phrases> = LazyLock::new(|| Phrases::of(SECTIONS));

static BREAK_SET: LazyLock<Phrases> = LazyLock::new(|| Phrases::of(BREAKS));

/// Whatever a heading without a talk is made of.
const USUAL: [Notion; 3] = [Notion::Section, Notion::Break, Notion::Takeaway];

/// Is the whole of `text` a line of a programme at which nothing is presented: lunch, coffee, registration?
pub(crate) fn is_break(text: &str) -> bool {
    fold(text).is(Question::Break, |folded| Notion::Break.may_be_in(folded) && reads_as_a_break(text))
}

fn reads_as_a_break(text: &str) -> bool {
    let folded = fold(text.split(['(', '[', '（']).next().unwrap_or(text));
    // "Dinner at the old lighthouse", "Mittagessen im Hafen".
    static PLACES: Marks = Marks::of(&[" at ", " im ", " in der ", " au ", " a la ", " en el ", " en la "]);
    let meal = PLACES.to_try(&folded).find_map(|mark| folded.split_once(mark));
    if meal.is_some_and(|(head, _)| {
        !head.contains(' ')
            && BREAK_SET.contains(head)
            && !matches!(head, "end" | "short" | "long" | "morning" | "afternoon" | "pause" | "cafe" | "fin" | "closed" | "setup")
    }) {
        return true;
    }
    static PAID: Marks = Marks::of(&["sponsored by", "powered by", "hosted by", "provided by"]);
    let folded = PAID.find(&folded).map_or(folded.as_str(), |(at, _)| &folded[..at]).trim();
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
    fold(text).is(Question::Section, |folded| reads_as_a_section(text, folded))
}

fn reads_as_a_section(text: &str, folded: &Folded) -> bool {
    if folded.len() <= 64 && crate::extract::visits::asks_of_the_visit(folded) {
        return true;
    }
    if folded.is_empty() || folded.len() > 64 || folded.is_ascii() && !USUAL.iter().any(|notion| notion.may_be_in(folded)) {
        return false;
    }
    SECTION_SET.contains(folded.as_str())
        || is_wide_phrase(folded, &[SECTIONS])
        || are_joined_wide_words(folded, SECTIONS)
        || is_takeaways_words(folded)
        || is_break(text)
        || filler_beside(folded, &[&SECTION_SET, &BREAK_SET], is_section_filler).is_some_and(|count| count <= 4)
            && !is_joined(folded)
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
