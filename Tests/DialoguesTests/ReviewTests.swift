import Foundation
import Localization
import Testing

@testable import Dialogues

/// A native reader reads a language's texts; what changes afterwards counts as unread.
struct ReviewTests {
    private func dialogue() -> Dialogue {
        var dialogue = Dialogue(id: "d", template: "t")
        for (key, swedish, finnish) in [
            (DialogueTextKey.title, "Rubrik", "Otsikko"), (.question, "Fråga?", "Kysymys?"),
        ] {
            dialogue.texts.set(swedish, key, in: "sv")
            dialogue.texts.set(finnish, key, in: "fi")
        }
        return dialogue
    }

    @Test("Nothing is read before somebody says so, and then all texts of that language alone")
    func signOff() {
        var dialogue = dialogue()
        let before = dialogue.isReviewed(in: "fi")

        dialogue.texts.review("fi")

        #expect(!before && dialogue.isReviewed(in: "fi"))
        #expect(!dialogue.isReviewed(in: "ar") && !dialogue.isReviewable(in: "ar"))
    }

    @Test(
        "Another text, other Swedish, and a text that comes later aren't read; the others still are"
    )
    func changes() {
        var read = dialogue()
        read.texts.review("fi")
        var other = read
        other.texts.set("Toinen otsikko", .title, in: "fi")
        var swedish = read
        swedish.texts.set("Annan rubrik", .title, in: "sv")
        var confirmed = swedish
        confirmed.texts.set("Otsikko", .title, in: "fi")
        var more = read
        more.texts.set("Bakgrund", .background, in: "sv")
        more.texts.set("Tausta", .background, in: "fi")

        for changed in [other, swedish, confirmed, more] {
            #expect(!changed.isReviewed(in: "fi"))
            #expect(changed.texts.isReviewed(.question, in: "fi"))
        }
        #expect(!swedish.isReviewable(in: "fi") && confirmed.isReviewable(in: "fi"))
        var back = other
        back.texts.set("Otsikko", .title, in: "fi")
        #expect(back.isReviewed(in: "fi"))
    }

    @Test("It is kept with the dialogue, and a dialogue of before has nothing of it")
    func kept() throws {
        var read = dialogue()
        let before = try JSONEncoder().encode(read)
        read.texts.review("fi")

        let restored = try JSONDecoder().decode(Dialogue.self, from: JSONEncoder().encode(read))

        #expect(restored == read && restored.isReviewed(in: "fi"))
        #expect(!String(decoding: before, as: UTF8.self).contains("reviewed"))
        #expect(try !JSONDecoder().decode(Dialogue.self, from: before).isReviewed(in: "fi"))
    }
}
