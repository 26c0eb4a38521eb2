/// Words that are counted or measured: a number before one of them is an amount, not part of an address.
let unitWords: Set<String> = [
    "kr", "sek", "kronor", "krona", "procent", "st", "stycken", "ggr", "gånger", "gång", "dagar",
    "dag", "veckor", "vecka", "månader", "månad", "år", "års", "timmar", "timme", "minuter",
    "minut", "min", "sekunder", "m", "meter", "metrar", "km", "kilometer", "mil", "cm", "kvm",
    "kg", "personer", "person", "bilar", "bänkar", "lampor", "träd", "platser", "lägenheter",
    "hus", "barn", "ungdomar", "meters", "invånare", "svar", "boende", "hushåll", "olyckor",
    "kertaa", "kerran", "päivää", "viikkoa", "kuukautta", "vuotta", "tuntia", "minuuttia",
    "metriä", "metrin", "kilometriä", "euroa", "ihmistä", "autoa", "penkkiä", "lamppua",
    "prosenttia", "eur", "asukasta",
    "times", "days", "weeks", "months", "years", "hours", "minutes", "metres", "kilometres",
    "crowns", "percent", "people", "cars", "benches", "lamps", "residents", "answers",
    "مرة", "مرات", "يوم", "أيام", "سنة", "سنوات", "ساعة", "ساعات", "دقيقة", "دقائق", "متر",
    "أمتار", "كيلومتر", "شخص", "أشخاص", "كرون", "كرونة", "كرونا", "سيارات", "سيارة",
]
