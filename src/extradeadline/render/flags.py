"""What a flag says, in each language: its code is the same word everywhere, these are its sentences."""

FLAGS: dict[str, tuple[str, str]] = {
    "no-act": ("no {kinds} by {by}", "до {by} нет: {kinds}"),
    "no-act-in-words": ("{what} by {by}", "{what} (до {by})"),
    "fact": ("{fact} is {values} (the case does not say)", "{fact}: {values} (в деле не указано)"),
    "not-requesting": (
        "the requesting State is none of: {states}",
        "запрашивающее государство — не из числа: {states}",
    ),
    "membership": (
        "{state} is bound: {treaty} (not verified)",
        "{state} связано договором: {treaty} (не проверено)",
    ),
    "before-leaving": (
        "what is complained of happened up to {until} ({treaty}: the State has left it)",
        "обжалуемое произошло не позднее {until} ({treaty}: государство вышло из договора)",
    ),
    "calendar-assumed": (
        "the fact {fact} is not stated: the closed days are those of {calendar}",
        "факт {fact} не указан: нерабочие дни взяты из календаря {calendar}",
    ),
    "fact-unknown": ("the fact {fact} is not stated; counted without it", "факт {fact} не указан; посчитано без него"),
    "answers-latest": (
        "{record} could answer several records; taken for the latest (write 'of:')",
        "{record} может относиться к нескольким записям; отнесено к последней (укажите 'of:')",
    ),
    "hour-unknown": (
        "the hour of the event is not known: both ends of the day are counted",
        "час события неизвестен: посчитаны оба края суток",
    ),
    "hour-of-act-unknown": (
        "{record} is of the last day and has no hour: taken as in time",
        "{record}: последний день, час не указан; принято как в срок",
    ),
    "late-under-a-reading": (
        "{record} is in time under one reading and late under another",
        "{record}: в срок при одном толковании и с опозданием при другом",
    ),
    "passed-under-a-reading": (
        "over under one reading; open under another until {by}",
        "при одном толковании уже истёк; при другом течёт до {by}",
    ),
    "gap": (
        "the extension of {until} came after the end ({after}): the days between are not covered",
        "продление {until} — после окончания ({after}): дни между ними не покрыты",
    ),
    "late-order": (
        "the order of {until}, which names {to}, came after the end ({after})",
        "решение от {until}, называющее {to}, вынесено после окончания срока ({after})",
    ),
    "act-between": (
        "{record}: between {first} and {last}; taken as the earlier",
        "{record}: между {first} и {last}; принята ранняя дата",
    ),
    "liberty-over": (
        "over since {after}; not on record: {kinds}",
        "истекло: {after}; в деле не записано: {kinds}",
    ),
    "held-past-end": (
        "the person was held until {until}, past the end",
        "лицо удерживалось до {until}, после окончания срока",
    ),
    "over-ceiling": (
        "beyond the ceiling of the law ({ceiling}, {limit})",
        "за пределом, установленным законом ({ceiling}, {limit})",
    ),
    "inside-stay": (
        "{event} on {when} came while it was forbidden, unless what lifted the bar is not recorded: {stay}",
        "{event} {when}: в период запрета, если только снявшее запрет событие не пропущено в деле: {stay}",
    ),
    "recorded-otherwise": (
        "{event} is recorded on {recorded}; the law counts another day",
        "{event} записано на {recorded}; по закону день иной",
    ),
    "counting-rule-unread": (
        "the counting rule of this law has not been read: unrolled and rolled both shown",
        "правило исчисления этого закона не прочитано: даты без переноса и с переносом",
    ),
    "calendar-provisional": (
        "a day outside the reviewed calendar was asked: provisional",
        "запрошен день вне проверенного календаря: предварительно",
    ),
    "treaty-unverified": (
        "treaty text not yet verified ({treaty}, {citation})",
        "текст договора ещё не проверен ({treaty}, {citation})",
    ),
    "treaty-term": ("the treaty's term ({treaty}, {citation})", "срок договора ({treaty}, {citation})"),
    "ends-first": (
        "ends first: {period} here; by {citation} {other_period}, {by}. Be safe by the earlier one",
        "истекает раньше: здесь {period}; по {citation} — {other_period}, {by}. Безопаснее более ранний срок",
    ),
    "ends-later": (
        "{citation} ends first: {other_period}, {by}; here {period}. Be safe by the earlier one",
        "раньше истекает срок по {citation}: {other_period}, {by}; здесь {period}. Безопаснее более ранний срок",
    ),
    "treaty-changed": (
        "the treaty changed between the days of this case: {treaties}",
        "за время дела сменился договор: {treaties}",
    ),
    "several-treaties": (
        "several treaties bind the two beside one another: {treaties}",
        "государства связаны несколькими договорами одновременно: {treaties}",
    ),
    "no-treaty": ("no treaty in the program binds {states}", "в программе нет договора между {states}"),
    "no-rules": (
        "no rules for {state} ({side}): its own limits are not counted",
        "нет правил государства {state} ({side}): его сроки не посчитаны",
    ),
    "not-yet-in-force": ("not yet law: in force from {on}", "закон ещё не действовал: в силе с {on}"),
    "repealed-note": ("{words}", "{words}"),
    "repealed": ("no longer law from {on}", "утратило силу с {on}"),
    "not-applicable-fact": ("{fact} is {stated}, not {values}", "{fact}: {stated}, а не {values}"),
    "not-applicable-event": ("{event} is recorded", "записано: {event}"),
    "day-not-named": (
        "the record {record} names no day: add 'names:'",
        "в записи {record} не назван день: добавьте 'names:'",
    ),
    "no-rule-for-length": (
        "the regime {regime} has no rule for {period}",
        "в режиме {regime} нет правила для срока {period}",
    ),
    "stopped": ("the clock stands: the end moves with each day", "течение срока приостановлено: конец отодвигается"),
    "restored": ("restored ({record})", "срок восстановлен ({record})"),
    "ordered": ("set by the {by} on {when}", "установлено ({by}) {when}"),
    "two-grounds": (
        "two custody grounds at once from {when}: {first} and {second}",
        "два основания содержания под стражей с {when}: {first} и {second}",
    ),
    "custody-gap-assumed": (
        "if {fact} is {values} (the case does not say), no ground of custody on record after {after} until {until} (last: {ground})",
        "если {fact}: {values} (в деле не указано), нет записанного основания содержания под стражей после {after} до {until} (последнее: {ground})",
    ),
    "custody-gap": (
        "no ground of custody on record after {after} until {until} (last: {ground})",
        "нет записанного основания содержания под стражей после {after} до {until} (последнее: {ground})",
    ),
    "note": ("{title}: {note} ({citation})", "{title}: {note} ({citation})"),
    "out-of-order": (
        "{event} on {when} is dated before what it follows: {kinds}, {later}. Are the days right?",
        "{event} {when}: дата раньше того, за чем это следует: {kinds}, {later}. Верны ли даты?",
    ),
    "names-earlier-day": (
        "{record} of {when} names an earlier day: {named}. Is it right?",
        "{record} от {when} называет более ранний день: {named}. Верно ли это?",
    ),
    "unused-record": (
        "recorded, but no rule in this schedule asks for it: {kinds} [{records}]. See what is awaited: the law here may count from another event",
        "записано, но ни одно правило этого расписания этого не спрашивает: {kinds} [{records}]. См. «ожидается»: закон может считать от другого события",
    ),
    "closed-day-order": (
        "{record} is dated {day}, a closed day ({why})",
        "{record} датировано {day}, нерабочий день ({why})",
    ),
    "before-stay": (
        "{event} on {when} is recorded, but nothing before it of: {kinds} - {stay}",
        "{event} {when}: до этого не записано: {kinds} — {stay}",
    ),
}
