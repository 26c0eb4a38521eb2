public import Foundation
public import SurveyDefinition

/// Takes responses out of the mixing pool: opens them, generalises rare classes, shuffles, and splits each
/// into rows that nothing joins.
///
/// While the round is open, only responses whose class already has `policy.smallestClass` members, kept or
/// waiting, may leave, and only when at least `policy.batch` of them can leave together; the others wait.
/// That keeps districts and age bands whole, where generalising each batch by itself would blur nearly all
/// of the first responses. When the round closes, everything leaves, and what is still too rare is
/// generalised step by step.
///
/// - Parameters:
///   - waiting: the pool of one round.
///   - standing: how many responses each class holds already.
///   - isClosing: whether this is the round's last mixing.
/// - Returns: `nil` when nothing may leave yet.
public func mix(
    _ waiting: [PooledResponse], onto standing: [RespondentClass: Int], of survey: Survey, in round: RoundID,
    openedBy seal: ResponseSeal, isClosing: Bool, using generator: inout some RandomNumberGenerator
) throws(BrokenSeal) -> MixedBatch? {
    var opened: [(key: Data, response: AnonymousResponse)] = []
    for pooled in waiting {
        opened.append((pooled.key, try seal.open(pooled.sealed, of: survey, in: round)))
    }
    let smallest = survey.policy.smallestClass
    var classes = opened.map(\.response.respondentClass)
    if isClosing {
        classes = generalized(classes, onto: standing, smallest: smallest, of: survey)
    } else {
        let sizes = classes.reduce(into: standing) { sizes, each in sizes[each, default: 0] += 1 }
        let leaving = opened.indices.filter { sizes[classes[$0], default: 0] >= smallest }
        opened = leaving.map { opened[$0] }
        classes = leaving.map { classes[$0] }
        guard opened.count >= survey.policy.batch else { return nil }
    }
    guard !opened.isEmpty else { return nil }
    var rows = zip(opened.map(\.response), classes).map { (response: $0, respondentClass: $1) }
    rows.shuffle(using: &generator)
    return split(rows, of: survey, taking: opened.map(\.key), using: &generator)
}

/// The class of each waiting response, made wider until at least `smallest` responses share it.
///
/// Steps, in order: the site is dropped, age bands are merged, the district becomes the whole municipality,
/// the gender *not stated*, the age *not stated*. What is kept already is never touched. Whoever is left
/// alone at the end takes the smallest other class of the batch along.
func generalized(
    _ classes: [RespondentClass], onto standing: [RespondentClass: Int], smallest: Int, of survey: Survey
) -> [RespondentClass] {
    let merged = Dictionary(
        (survey.question(for: .age)?.coarseBands ?? []).flatMap { coarse in coarse.bands.map { ($0, coarse.id) } },
        uniquingKeysWith: { first, _ in first })
    let steps: [(inout RespondentClass) -> Void] = [
        { $0.site = nil },
        { $0.age = $0.age.map { merged[$0] ?? $0 } },
        { $0.district = nil },
        { $0.gender = nil },
        { $0.age = nil },
    ]
    func sizes(_ classes: [RespondentClass]) -> [RespondentClass: Int] {
        classes.reduce(into: standing) { sizes, each in sizes[each, default: 0] += 1 }
    }
    var classes = classes
    for step in steps {
        let sizes = sizes(classes)
        for index in classes.indices where sizes[classes[index], default: 0] < smallest {
            step(&classes[index])
        }
    }
    while true {
        let sizes = sizes(classes)
        let rest = RespondentClass()
        guard let lonely = sizes[rest], (1..<smallest).contains(lonely) else { return classes }
        let others = Set(classes).subtracting([rest])
            .filter { standing[$0] == nil }
            .sorted { (sizes[$0, default: 0], $0) < (sizes[$1, default: 0], $1) }
        guard let taken = others.first else { return classes }
        for index in classes.indices where classes[index] == taken { classes[index] = rest }
    }
}

/// One row per block, per sensitive answer and per text, each under a random key of its own, sorted by key.
private func split(
    _ rows: [(response: AnonymousResponse, respondentClass: RespondentClass)], of survey: Survey,
    taking keys: [Data], using generator: inout some RandomNumberGenerator
) -> MixedBatch {
    var fragments: [MixedBatch.Fragment] = []
    var answers: [MixedBatch.DetachedAnswer] = []
    var texts: [MixedBatch.DetachedText] = []
    var counts = ResponseTable()
    for (response, respondentClass) in rows {
        counts.add(to: respondentClass)
        for block in survey.blocks {
            let questions = survey.keptQuestions(in: block.id)
            let given = response.blocks[block.id] ?? []
            fragments.append(
                .init(
                    key: randomKey(using: &generator), block: block.id, respondentClass: respondentClass,
                    answers: FragmentCoding.encode(given, to: questions, in: survey)))
            for (question, answer) in zip(questions, given) {
                counts.add(to: .init(question: question.id, respondentClass: respondentClass, answer: answer))
            }
        }
        for (question, answer) in response.detachedAnswers {
            answers.append(.init(key: randomKey(using: &generator), question: question, answer: answer))
            counts.add(to: .init(question: question, respondentClass: nil, answer: answer))
        }
        for (question, text) in response.texts {
            texts.append(.init(key: randomKey(using: &generator), question: question, text: text))
        }
    }
    return MixedBatch(
        taken: keys,
        fragments: fragments.sorted { $0.key.lexicographicallyPrecedes($1.key) },
        answers: answers.sorted { $0.key.lexicographicallyPrecedes($1.key) },
        texts: texts.sorted { $0.key.lexicographicallyPrecedes($1.key) },
        counts: counts)
}

/// 128 random bits.
public func randomKey(using generator: inout some RandomNumberGenerator) -> Data {
    var key = Data()
    for _ in 0..<2 {
        withUnsafeBytes(of: generator.next()) { key.append(contentsOf: $0) }
    }
    return key
}

extension ResponseTable {
    /// Counts fragments anew: what the kept counts must equal, block by block.
    ///
    /// The number of responses per class is read off the survey's first block.
    public init(
        counting fragments: some Sequence<(block: BlockID, respondentClass: RespondentClass, answers: String)>,
        of survey: Survey
    ) {
        self.init()
        for (block, respondentClass, text) in fragments {
            if block == survey.blocks.first?.id { add(to: respondentClass) }
            let questions = survey.keptQuestions(in: block)
            for (question, answer) in zip(questions, FragmentCoding.decode(text, to: questions, in: survey)) {
                add(to: Cell(question: question.id, respondentClass: respondentClass, answer: answer))
            }
        }
    }
}
