import TestSupport

/// A respondent whose every answer tells when it arrived to whoever knows the code.
struct Respondent: Sendable {
    /// 1 for the first.
    let arrival: Int
    /// The free text.
    let token: String
    /// What is kept of the block `area`, and so on.
    let area: String
    let municipality: String
    let inclusion: String
    /// How the ranking is counted.
    let ranking: String
    let submission: Submission

    /// - Parameter count: at most 125, the patterns of the block `inclusion`.
    static func all(_ count: Int) -> [Respondent] {
        var generator = SeededGenerator(seed: 7)
        let numbers = Array(0..<125).shuffled(using: &generator)
        return (1...count).map { arrival in
            Respondent(
                arrival: arrival, number: numbers[arrival - 1],
                token: "word-" + String(generator.next() | 1 << 63, radix: 36))
        }
    }

    /// - Parameter number: 0..<125, told by three digits to the base 5.
    private init(arrival: Int, number: Int, token: String) {
        let howWell = ["very-well", "fairly-well", "fairly-badly", "very-badly", "dont-know"]
        let howMuch = ["great-deal", "quite-a-lot", "not-much", "not-at-all", "dont-know"]
        let topics = [
            "safety", "clean", "green", "traffic", "housing", "school", "meeting-places",
            "services", "other",
        ]
        let digits = [number / 25, number / 5 % 5, number % 5]
        // Three different topics for every number: each digit chooses among what the ones before
        // left.
        var left = Array(topics.indices)
        let ranked = digits.map { left.remove(at: $0) }

        self.arrival = arrival
        self.token = token
        area = "1;0;\(ranked.map(String.init).joined(separator: "."));5;0"
        municipality = "0;\(digits[0]);\(digits[1]);\(digits[2]);0;0;0"
        inclusion = "1;_;\(digits[0]);\(digits[1]);\(digits[2])"
        ranking = ranked.map { topics[$0] }.joined(separator: "+")
        submission = Submission(
            text: token,
            answers: [
                "years-in-area": 3, "matters-most": "safety",
                "work-first": ranked.map { topics[$0] },
                "influence-area": 5, "ways-taken-part": ["meeting"],
                "knows-proposal": "yes", "take-part": howWell[digits[0]],
                "dialogue-influence": howMuch[digits[1]], "politicians": howMuch[digits[2]],
                "employees": "great-deal", "see-decisions": "very-easy", "trust-people": "yes",
                "had-contact": "no", "everyone-takes-part": howWell[digits[0]],
                "respect-differences": howWell[digits[1]],
                "against-discrimination": howWell[digits[2]],
                "gender": "woman", "age": "30-49", "district": "hovsjo",
            ])
    }
}
