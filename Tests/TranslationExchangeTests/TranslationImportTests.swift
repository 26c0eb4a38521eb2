import Diagnostics
import Localization
import Testing

@testable import TranslationExchange

/// What an imported sheet changes, what it leaves, and what it complains of.
struct TranslationImportTests {
    private static let finnish = RandomTexts.finnish
    private static let arabic = RandomTexts.arabic

    /// Swedish with a plain text, one with a placeholder and a plural one; Finnish lacks `new`, and `old` is stale.
    private static let locales: Locales = {
        let source = [
            "plain": Message("Hej"), "named": Message("Hej {name}"), "old": Message("Ny svenska"),
            "new": Message("Nytt"),
            "plural": Message(forms: [.one: "{count} svar", .other: "{count} svar"]),
        ]
        let finnish = [
            "plain": Message("Hei"), "named": Message("Hei {name}"), "old": Message("Vanha"),
            "plural": Message(forms: [.one: "{count} vastaus", .other: "{count} vastausta"]),
        ]
        var digests = source.mapValues(\.digest)
        digests["old"] = "00000000"
        digests["new"] = nil
        return Locales(
            languages: [RandomTexts.swedish, RandomTexts.finnish, RandomTexts.arabic],
            catalogues: [
                "sv": Catalogue(files: ["interface": source]),
                "fi": Catalogue(files: ["interface": finnish]),
            ],
            sourceDigests: ["fi": ["interface": digests]])
    }()

    private static let sheet = TranslationSheet(of: locales, into: [finnish])

    /// The sheet after a translator's work on the rows of a key.
    private static func edited(_ key: String, _ edit: (inout TranslationRow) -> Void)
        -> TranslationSheet
    {
        var sheet = sheet
        for index in sheet.rows.indices where sheet.rows[index].id.key == key {
            edit(&sheet.rows[index])
        }
        return sheet
    }

    private static func taken(_ sheet: TranslationSheet) -> TranslationImport {
        TranslationImport(sheet, into: finnish, of: locales)
    }

    /// The kinds of the faults of a sheet that must change nothing.
    private func faults(of sheet: TranslationSheet) -> [TranslationFault.Kind] {
        let taken = Self.taken(sheet)
        #expect(taken.catalogue == Self.locales.catalogue(of: "fi"))
        #expect(taken.sourceDigests == Self.locales.sourceDigests(of: "fi"))
        #expect(taken.changed.isEmpty && taken.confirmed.isEmpty)
        return taken.faults.map(\.kind)
    }

    @Test("A sheet that nobody has touched changes nothing, and says what is missing")
    func untouched() {
        let taken = Self.taken(Self.sheet)

        #expect(faults(of: Self.sheet).isEmpty)
        #expect(taken.untranslated == [TextID(file: "interface", key: "new")])
    }

    @Test("New and changed texts are taken with the digest of their Swedish, and nothing else is")
    func changes() {
        var sheet = Self.edited("new") { $0.translations["fi"]?.text = "Uusi" }
        sheet.rows[sheet.rows.firstIndex { $0.id.key == "plain" } ?? 0].translations["fi"]?.text =
            "Moi"

        let taken = Self.taken(sheet)

        var expected = Self.locales.catalogue(of: "fi")
        expected.files["interface"]?["new"] = Message("Uusi")
        expected.files["interface"]?["plain"] = Message("Moi")
        #expect(taken.catalogue == expected && taken.faults.isEmpty)
        #expect(Set(taken.changed["interface"]?.keys.map { $0 } ?? []) == ["new", "plain"])
        #expect(taken.sourceDigests["interface"]?["new"] == Message("Nytt").digest)
        #expect(taken.sourceDigests["interface"]?["old"] == "00000000")
    }

    @Test("A stale text that is said to be right gets the digest of today, and stays as it is")
    func confirmed() {
        let taken = Self.taken(Self.edited("old") { $0.translations["fi"]?.state = .current })

        #expect(taken.confirmed == [TextID(file: "interface", key: "old")])
        #expect(taken.sourceDigests["interface"]?["old"] == Message("Ny svenska").digest)
        #expect(taken.catalogue == Self.locales.catalogue(of: "fi"))
    }

    @Test("A row of a text that the Swedish doesn't have is a fault, unless it is empty")
    func unknown() {
        func row(_ text: String?) -> TranslationRow {
            TranslationRow(
                id: TextID(file: "interface", key: "gone"), source: "Borta", digest: nil, note: "",
                translations: ["fi": Translation(text: text, state: .current)])
        }

        #expect(
            faults(of: TranslationSheet(languages: ["fi"], rows: [row("Poissa")])) == [.unknownText]
        )
        #expect(faults(of: TranslationSheet(languages: ["fi"], rows: [row(nil)])) == [])
    }

    @Test("Two rows of one text are both faults, and neither is taken")
    func repeated() {
        var sheet = Self.edited("plain") { $0.translations["fi"]?.text = "Moi" }
        sheet.rows += sheet.rows.filter { $0.id.key == "plain" }

        #expect(faults(of: sheet) == [.repeated, .repeated])
    }

    @Test("A text whose Swedish has changed since the export isn't taken")
    func sourceChanged() {
        let sheet = Self.edited("plain") {
            $0 = TranslationRow(
                id: $0.id, source: "Hejsan", digest: Message("Hejsan").digest, note: "",
                translations: ["fi": Translation(text: "Moikka", state: .current)])
        }

        #expect(faults(of: sheet) == [.sourceChanged])
    }

    @Test("Swedish that was edited in the sheet is told of, also beside an unchanged translation")
    func sourceEdited() {
        let sheet = Self.edited("plain") {
            $0 = TranslationRow(
                id: $0.id, source: "Hej!", digest: $0.digest, note: "",
                translations: $0.translations)
        }

        #expect(faults(of: sheet) == [.sourceEdited])
    }

    @Test("Emptying a text, or leaving a blank in it, takes nothing away and is told of")
    func emptied() {
        for text in [nil, " "] {
            let sheet = Self.edited("plain") { $0.translations["fi"]?.text = text }
            #expect(faults(of: sheet) == [.emptied])
        }
    }

    @Test("A lost, a misspelt and an invented placeholder are faults")
    func placeholders() {
        for (text, missing, added) in [
            ("Hei", ["name"], []), ("Hei {nimi}", ["name"], ["nimi"]),
            ("Hei { name }", ["name"], []),
            ("Hei {name} {count}", [], ["count"]),
        ] {
            let sheet = Self.edited("named") { $0.translations["fi"]?.text = text }
            #expect(faults(of: sheet) == [.placeholders(missing: missing, added: added)])
        }
    }

    @Test("A plural text is taken with all its forms, or not at all")
    func plurals() throws {
        let sheet = TranslationSheet(of: Self.locales, into: [Self.arabic])
        func taken(_ forms: Set<PluralCategory>) -> TranslationImport {
            var sheet = sheet
            for index in sheet.rows.indices {
                guard let form = sheet.rows[index].id.form, forms.contains(form) else { continue }
                sheet.rows[index].translations["ar"]?.text = "{count} \(form.rawValue)"
            }
            return TranslationImport(sheet, into: Self.arabic, of: Self.locales)
        }

        let partly = taken([.one, .other, .few])
        #expect(partly.faults.map(\.kind) == [.formsMissing([.zero, .two, .many])])
        #expect(partly.changed.isEmpty)
        let whole = taken(Set(PluralCategory.allCases))
        #expect(whole.faults.isEmpty)
        #expect(whole.catalogue.message("plural", in: "interface")?.forms.count == 6)
    }

    @Test("A form that the language doesn't have is a fault")
    func formNotUsed() {
        var sheet = Self.sheet
        sheet.rows.append(
            TranslationRow(
                id: TextID(file: "interface", key: "plural", form: .few), source: "{count} svar",
                digest: nil, note: "",
                translations: ["fi": Translation(text: "{count} vastausta", state: .current)]))

        #expect(faults(of: sheet) == [.formNotUsed])
    }

    @Test(
        "Good rows are taken beside faulty ones, and every fault is told of at once, with its place"
    )
    func beside() throws {
        var sheet = Self.edited("named") {
            $0.translations["fi"]?.text = "Hei"
            $0.place = "Texter, row 3"
        }
        for (key, text) in [("plain", ""), ("new", "Uusi")] {
            let index = try #require(sheet.rows.firstIndex { $0.id.key == key })
            sheet.rows[index].translations["fi"]?.text = text.isEmpty ? nil : text
        }

        let taken = Self.taken(sheet)

        #expect(taken.catalogue.message("new", in: "interface") == Message("Uusi"))
        #expect(
            taken.diagnostics.map(\.description).sorted() == [
                "fi/interface.yaml: named: The text lacks {name} (Texter, row 3). Write exactly the placeholders of the Swedish, braces and all.",
                "fi/interface.yaml: plain: The text was emptied. Write the text; the one of before was kept.",
            ])
    }
}
