"""What the program says, in each language. Codes and statuses are the same words everywhere; these are their sentences.

A phrase takes its values by name. Nothing here computes.
"""

LABELS: dict[str, tuple[str, str]] = {
    "case": ("case: {title}", "дело: {title}"),
    "as of": ("as of {when}, {zone} time", "по состоянию на {when}, время {zone}"),
    "requested": ("requested State: {name}", "запрошенное государство: {name}"),
    "requesting": ("requesting State: {name}", "запрашивающее государство: {name}"),
    "treaty": ("treaty: {title}{since}", "договор: {title}{since}"),
    "treaty since": (" (between the two since {day})", " (между ними с {day})"),
    "treaty uncertain": (" - membership, or its day, not verified", " - участие или его день не проверены"),
    "next": ("NEXT", "БЛИЖАЙШЕЕ"),
    "warnings": ("LOOK AT THIS FIRST", "ВНИМАНИЕ"),
    "schedule": ("SCHEDULE", "ХОД СРОКОВ"),
    "undated": ("WITHOUT A DATE IN THE LAW", "БЕЗ ДАТЫ В ЗАКОНЕ"),
    "waiting": ("WAITING FOR", "ОЖИДАЕТСЯ"),
    "notes": ("NOT VERIFIED: KNOWN, BUT NOT READ IN THE TEXT", "НЕ ПРОВЕРЕНО ПО ТЕКСТУ"),
    "as read here": (" (as read here: {when})", " (по основному толкованию: {when})"),
    "nothing next": ("nothing runs out after this day on what is recorded", "по записанному дальше ничего не истекает"),
    "nothing": ("nothing to show", "показывать нечего"),
    "left out": (
        "other lines of this case that are not shown here: {n}",
        "прочих строк этого дела, здесь не показанных: {n}",
    ),
    "not applicable": (
        "{n} limits do not apply to this case (--only 'not applicable' lists them)",
        "не применимо сроков: {n} (--only 'not applicable' покажет их)",
    ),
    "another law": (
        "on the days of this case the law of {state} that is known here was not yet in force, or no longer: no date is given for {n} of its limits (--only 'not applicable' lists them)",
        "в дни этого дела известное здесь право ({state}) ещё не действовало или уже не действовало: для {n} сроков дата не даётся (--only 'not applicable' покажет их)",
    ),
    "no law": ("no date", "без даты"),
    "safe side": (
        "Safe side: for what you must do, the earliest date of a line; to contend that the State is late, the latest.",
        "Безопасная сторона: для собственного действия — самая ранняя дата строки; чтобы утверждать, что опоздало государство, — самая поздняя.",
    ),
    "provenance": (
        "extradeadline {engine}, rules {rules}, zones {zones}. A second count, not legal advice.",
        "extradeadline {engine}, правила {rules}, часовые пояса {zones}. Второй счёт, не юридическая консультация.",
    ),
    "side requested": ("requested State", "запрошенное государство"),
    "side requesting": ("requesting State", "запрашивающее государство"),
    "today": ("today", "сегодня"),
    "in days": ("in {n} days", "через {n} дн."),
    "in a day": ("tomorrow", "завтра"),
    "days ago": ("{n} days ago", "{n} дн. назад"),
    "a day ago": ("yesterday", "вчера"),
    "assumes": ("if {what}", "если {what}"),
    "otherwise": ("read otherwise ({name}): {when} - {because}", "иное толкование ({name}): {when} — {because}"),
    "pending reading": ("waits for an event not recorded", "ждёт незаписанного события"),
    "no limit reading": ("no such limit", "такого срока нет"),
    "stopped reading": ("the clock stands", "течение срока приостановлено"),
    "open reading": ("no end yet", "конца пока нет"),
    "computed": (
        "ordered by a court; counted from the law it would be {day}",
        "установлено судом; по закону было бы {day}",
    ),
    "between": ("between {first} and {last}", "между {first} и {last}"),
    "not before": ("not before {when}", "не ранее {when}"),
    "bounds of readings": (
        "over all readings together: earliest {first}, latest {last}",
        "по всем толкованиям вместе: самое раннее {first}, самое позднее {last}",
    ),
    "earliest of readings": (
        "over all readings together: earliest {first}",
        "по всем толкованиям вместе: самое раннее {first}",
    ),
    "closed met": ("{by}, {when}", "{by}, {when}"),
    "closed late": ("{by}, {when}: {late} late", "{by}, {when}: с опозданием на {late}"),
    "if missed": ("if missed: {what}", "при пропуске: {what}"),
    "via": ("to {addressee}", "куда: {addressee}"),
    "done when": ("done when: {what}", "считается сделанным: {what}"),
    "channel": ("how: {what}", "как: {what}"),
    "remark": ("note: {what}", "примечание: {what}"),
    "law": ("THE LAW", "ЗАКОН"),
    "count": ("THE COUNT", "СЧЁТ"),
    "readings": ("READINGS", "ТОЛКОВАНИЯ"),
    "first reading": ("as the program reads it: {when}", "как читает программа: {when}"),
    "version": ("the law as in force from {day}", "редакция, действующая с {day}"),
    "checked": ("(compared with the text on {day})", "(сверено с текстом: {day})"),
    "agrees": ("AGREES: {id} ends {when}", "СОВПАДАЕТ: {id} — {when}"),
    "agrees under": ("AGREES UNDER ANOTHER READING ({names}): {id}", "СОВПАДАЕТ ПРИ ИНОМ ТОЛКОВАНИИ ({names}): {id}"),
    "differs": ("DIFFERS: yours is {own}; {id} ends {when}{by}", "РАСХОДИТСЯ: у вас {own}; {id} — {when}{by}"),
    "differs by": (" ({days} apart)", " (разница: {days})"),
    "no date": ("{id} has no date here: {status}", "у {id} здесь нет даты: {status}"),
    "calendar head": ("{title}, {year}: {scope}", "{title}, {year}: {scope}"),
    "calendar doubted": ("works, or is closed", "рабочий или нет"),
    "calendar works": ("works", "рабочий"),
    "calendar instead": (" (in place of {day})", " (вместо {day})"),
    "calendar uncovered": ("this year has not been reviewed: {who}", "год не проверен: {who}"),
    "calendar package": ("days from the holidays package, provisional", "дни из пакета holidays, предварительно"),
    "calendar others": ("other calendars (--calendar): {names}", "другие календари (--calendar): {names}"),
    "calendar same": (
        "the holidays package ({package}) has the same open days",
        "в пакете holidays ({package}) те же рабочие дни",
    ),
    "calendar differs": (
        "in the holidays package ({package}) these days differ:",
        "в пакете holidays ({package}) иначе:",
    ),
    "calendar open here": ("{day}: open here, closed there ({theirs})", "{day}: здесь рабочий, там нет ({theirs})"),
    "calendar closed here": (
        "{day}: closed here ({name} - {source}), open there",
        "{day}: здесь нерабочий ({name} — {source}), там рабочий",
    ),
    "calendar weekends": ("only weekends are known", "известны только выходные"),
    "last stay": ("end of the last bar to: {event}", "окончание последнего запрета: {event}"),
    "length of fact": ("the length stated in the case ({name})", "срок, указанный в деле ({name})"),
    "length of treaty": ("the treaty's length", "срок по договору"),
    "from": ("{period} from: {kind}{when}", "{period} от: {kind}{when}"),
    "before": ("{period} before: {kind}{when}", "за {period} до: {kind}{when}"),
    "day at": ("24:00 on {day}", "24:00 {day}"),
    "moment at": ("{clock} on {day}", "{clock} {day}"),
    "text status": ("text: {status}", "текст: {status}"),
    "rests on": ("text: {status}; what it rests on: {weakest}", "текст: {status}; на чём основано: {weakest}"),
    "by law": (" - by law", " - в силу закона"),
    "treaties head": (
        "Extradition from {requested} at the request of {requesting}, {day}",
        "Выдача: запрошенное государство — {requested}, запрашивающее — {requesting}; {day}",
    ),
    "treaties none": (
        "no treaty on extradition in the program binds the two",
        "в программе нет договора о выдаче между ними",
    ),
    "treaties several": (
        "several treaties bind the two beside one another; which is used is not settled here",
        "государства связаны несколькими договорами одновременно; какой применяется, здесь не решено",
    ),
    "treaties since": ("between the two since {day}", "между ними с {day}"),
    "treaties since unread": ("since a day that has not been read", "со дня, который не прочитан"),
    "treaties instead": ("in the place of {treaties}", "вместо: {treaties}"),
    "treaties protocol": ("{title}: in force", "{title}: действует"),
    "treaties no protocol": ("{title}: not in force between the two", "{title}: между ними не действует"),
    "treaties read": (
        "limits counted here: {limits}; rules known, but not read: {notes}",
        "сроков здесь посчитано: {limits}; правил известно, но не прочитано: {notes}",
    ),
    "treaties missing": ("not here: {what}", "чего здесь нет: {what}"),
    "treaties beside": ("beside it: {title} [{key}]", "наряду с ним: {title} [{key}]"),
    "treaties history": ("OVER TIME", "ПО ВРЕМЕНИ"),
    "treaties nothing": ("no treaty", "договора нет"),
    "treaties memberships": (
        "WHAT ELSE BINDS {state}: HUMAN RIGHTS",
        "ЧТО ЕЩЁ СВЯЗЫВАЕТ {state}: ПРАВА ЧЕЛОВЕКА",
    ),
    "treaties foot": (
        "The day that decides is that of the arrest or of the request. A second look, not legal advice.",
        "Решает день задержания или запроса. Второй взгляд, не юридическая консультация.",
    ),
    "party since": ("since {day}", "с {day}"),
    "party not before": ("not before {day}", "не ранее {day}"),
    "party until": ("until {day}", "до {day} включительно"),
    "party day unread": ("the day has not been read", "день не прочитан"),
    "party uncertain": ("not verified", "не проверено"),
    "stretch": ("{first} - {last}: {what}", "{first} — {last}: {what}"),
    "stretch from": ("from {first}: {what}", "с {first}: {what}"),
    "stretch until": ("until {last}: {what}", "до {last}: {what}"),
}

STATUSES: dict[str, tuple[str, str]] = {
    "pending": ("pending", "ожидает"),
    "running": ("running", "течёт"),
    "due today": ("due today", "истекает сегодня"),
    "met": ("met", "соблюдён"),
    "met late": ("met late", "соблюдён с опозданием"),
    "lapsed": ("lapsed", "истёк"),
    "ended": ("ended", "прекращён"),
    "not applicable": ("not applicable", "не применяется"),
    "no act": ("no act recorded by then", "к этому сроку действие не записано"),
    "happened": ("happened by law", "наступило в силу закона"),
}

BASES: dict[str, tuple[str, str]] = {
    "fixed": ("fixed", "твёрдая"),
    "ordered": ("ordered", "по решению суда"),
    "projected": ("projected", "прогноз"),
    "pending": ("pending", "ожидает"),
}

TEXT_STATUSES: dict[str, tuple[str, str]] = {
    "read": ("read", "прочитан"),
    "judgment": ("read in a judgment", "прочитан в судебном акте"),
    "derived": ("derived", "выведен из прочитанного"),
    "secondary": ("secondary source", "вторичный источник"),
}

KINDS: dict[str, tuple[str, str]] = {
    "act": ("act", "действие"),
    "liberty": ("liberty", "свобода"),
    "effect": ("effect", "последствие"),
    "stay": ("stay", "запрет"),
    "window": ("window", "окно"),
}

MEMBERSHIPS: dict[str, tuple[str, str]] = {
    "bound": ("bound", "связано"),
    "left": ("has left it", "вышло"),
    "not yet": ("not yet", "ещё нет"),
    "not bound": ("not bound", "не связано"),
    "unknown": ("not known here", "здесь неизвестно"),
}

CERTAINTIES: dict[str, tuple[str, str]] = {
    "read": ("read", "прочитан"),
    "derived": ("derived", "выведен"),
    "secondary": ("secondary", "вторичный источник"),
    "unsure": ("unsure", "неясно"),
}

STEPS: dict[str, tuple[str, str]] = {
    "from": ("from {day}", "от {day}"),
    "before": ("back from {day}", "назад от {day}"),
    "first day": ("day 1 is {day}", "первый день — {day}"),
    "hour left out": ("the current hour is left out: from {day}", "текущий час не считается: с {day}"),
    "add": ("{period}: {day}", "{period}: {day}"),
    "back": ("{period} back: {day}", "{period} назад: {day}"),
    "no such day": (
        "there is no day {number} in that month: its last day, {day}",
        "числа {number} в этом месяце нет: его последний день, {day}",
    ),
    "day before": (
        "the first day counts, so the day before that number: {day}",
        "первый день включён, поэтому день перед этим числом: {day}",
    ),
    "first of next": ("the first day of the month after it: {day}", "первое число следующего месяца: {day}"),
    "counts as": ("the event counts as of {day}", "событие считается днём {day}"),
    "outside": ("the days counted are clear days: {day} is the one outside", "сосчитанные дни — полные: {day} вне их"),
    "enough": (
        "fewer than {number} open days: the end moves on to {day}",
        "меньше {number} рабочих дней: окончание переносится на {day}",
    ),
    "closed": ("{day} is closed: {why}", "{day} — нерабочий: {why}"),
    "skipped": ("{day} is not counted: {why}", "{day} не считается: {why}"),
    "stands": ("{day}: the clock stands", "{day}: течение срока приостановлено"),
    "suspended": (
        "the clock stood for {number} days: {day}",
        "течение срока было приостановлено на {number} дн.: {day}",
    ),
    "stopped": ("the clock stood: now {day}", "течение срока было приостановлено: теперь {day}"),
    "kept clear": ("{day} is kept clear", "{day} остаётся свободным"),
    "slot": ("the last open day before it: {day}", "последний рабочий день перед этим: {day}"),
    "ends": ("ends {day}", "истекает {day}"),
}

UNITS_RU: dict[str, tuple[str, str, str]] = {
    "year": ("год", "года", "лет"),
    "month": ("месяц", "месяца", "месяцев"),
    "week": ("неделя", "недели", "недель"),
    "day": ("сутки", "суток", "суток"),
    "working day": ("рабочий день", "рабочих дня", "рабочих дней"),
    "hour": ("час", "часа", "часов"),
    "minute": ("минута", "минуты", "минут"),
}

GENITIVE_RU: dict[str, str] = {
    "year": "года",
    "month": "месяца",
    "week": "недели",
    "day": "суток",
    "working day": "рабочего дня",
    "hour": "часа",
    "minute": "минуты",
}

GROUNDS_RU: dict[str, str] = {
    "administrative detention": "административное задержание",
    "asylum transfer": "задержание для передачи по ходатайству об убежище",
    "custody": "содержание под стражей",
    "custody pending a challenge": "содержание под стражей на время обжалования",
    "custody while the file is read": "содержание под стражей на время ознакомления с делом",
    "detention": "задержание",
    "detention as a suspect": "задержание в качестве подозреваемого",
    "extradition arrest": "экстрадиционный арест",
    "house arrest": "домашний арест",
    "medical stay": "помещение в медицинскую организацию",
    "removal": "содержание для выдворения",
    "temporary custody": "временное содержание под стражей",
    "transit": "транзит",
}

SPECIALS_RU: dict[str, str] = {
    "as ordered": "как назначено",
    "until ended": "до прекращения",
    "at once": "немедленно",
    "no limit": "срока в законе нет",
    "at that moment": "в тот же момент",
    "the next day": "на следующий день",
}

WEEKDAYS: dict[str, tuple[str, ...]] = {
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
    "ru": ("пн", "вт", "ср", "чт", "пт", "сб", "вс"),
}

MONTHS: dict[str, tuple[str, ...]] = {
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
    "ru": ("янв.", "фев.", "марта", "апр.", "мая", "июня", "июля", "авг.", "сен.", "окт.", "нояб.", "дек."),
}
