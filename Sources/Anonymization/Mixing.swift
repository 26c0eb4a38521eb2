public import Foundation
public import SurveyDefinition

/// Takes responses out of the mixing pool: opens them, generalises rare classes, shuffles, and splits each
/// into rows that nothing joins.
///
/// Whoever holds copies of the database from before and after sees which rows are new. So at least
/// `policy.smallestClass` responses of the same class leave together, every time; what the round already
/// keeps hides nobody. While the round is open, rare classes wait in the pool, which keeps districts and age
/// bands whole where generalising each batch by itself would blur nearly all of them. At least
/// `policy.batch` responses leave together, and as many always stay, so that the last mixing has company for
/// the last to answer. When the round closes everything leaves, and what is too rare is generalised.
///
/// - Parameters:
///   - waiting: the pool of one round.
///   - textSeal: seals the texts again, as they are kept.
///   - isClosing: whether this is the round's last mixing.
/// - Returns: `nil` when nothing may leave yet.
public func mix(
    _ waiting: [PooledResponse], of survey: Survey, in round: RoundID, openedBy seal: ResponseSeal,
    textsSealedBy textSeal: TextSeal, isClosing: Bool,
    using generator: inout some RandomNumberGenerator
) throws(BrokenSeal) -> MixedBatch? {
    var opened: [(key: Data, response: AnonymousResponse)] = []
    for pooled in waiting {
        opened.append((pooled.key, try seal.open(pooled.sealed, of: survey, in: round)))
    }
    opened.shuffle(using: &generator)
    if !isClosing {
        opened = leaving(opened, policy: survey.policy)
        guard opened.count >= survey.policy.batch else { return nil }
    }
    guard !opened.isEmpty else { return nil }
    let classes = generalized(
        opened.map(\.response.respondentClass), smallest: survey.policy.smallestClass, of: survey)
    let rows = zip(opened.map(\.response), classes).map { (response: $0, respondentClass: $1) }
    return split(
        rows, of: survey, taking: opened.map(\.key),
        sealingTexts: { textSeal.seal($0, of: $1, in: round) }, using: &generator)
}

/// The shuffled responses that may leave an open round's pool: enough of each class, and enough left behind.
private func leaving(
    _ waiting: [(key: Data, response: AnonymousResponse)], policy: Policy
) -> [(key: Data, response: AnonymousResponse)] {
    var mayLeave = waiting.count - policy.batch
    let byClass = Dictionary(grouping: waiting, by: \.response.respondentClass)
    return byClass.sorted { $0.key < $1.key }.flatMap { _, members in
        let count = min(members.count, mayLeave)
        guard count >= policy.smallestClass else { return members.prefix(0) }
        mayLeave -= count
        return members.prefix(count)
    }
}

/// The class of each response of a batch, made wider until at least `smallest` of the batch share it.
///
/// Steps, in order: the site is dropped, age bands are merged, the district becomes the whole municipality,
/// the gender *not stated*, the age *not stated*. Whoever is left alone at the end takes the smallest other
/// class of the batch along. A batch smaller than `smallest` ends without any background.
func generalized(_ classes: [RespondentClass], smallest: Int, of survey: Survey)
    -> [RespondentClass]
{
    let merged = Dictionary(
        (survey.question(for: .age)?.coarseBands ?? []).flatMap { coarse in
            coarse.bands.map { ($0, coarse.id) }
        },
        uniquingKeysWith: { first, _ in first })
    let steps: [(inout RespondentClass) -> Void] = [
        { $0.site = nil },
        { $0.age = $0.age.map { merged[$0] ?? $0 } },
        { $0.district = nil },
        { $0.gender = nil },
        { $0.age = nil },
    ]
    var classes = classes
    for step in steps {
        let sizes = sizes(of: classes)
        for index in classes.indices where sizes[classes[index], default: 0] < smallest {
            step(&classes[index])
        }
    }
    let rest = RespondentClass()
    while case let sizes = sizes(of: classes), (1..<smallest).contains(sizes[rest, default: 0]) {
        let others = sizes.filter { $0.key != rest }
        guard let taken = others.min(by: { ($0.value, $0.key) < ($1.value, $1.key) })?.key else {
            break
        }
        for index in classes.indices where classes[index] == taken { classes[index] = rest }
    }
    return classes
}

private func sizes(of classes: [RespondentClass]) -> [RespondentClass: Int] {
    classes.reduce(into: [:]) { sizes, each in sizes[each, default: 0] += 1 }
}

/// One row per block, per sensitive answer and per text, each under a random key of its own, sorted by key.
private func split(
    _ rows: [(response: AnonymousResponse, respondentClass: RespondentClass)], of survey: Survey,
    taking keys: [Data], sealingTexts seal: (String, QuestionID) -> Data,
    using generator: inout some RandomNumberGenerator
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
                    key: randomKey(using: &generator), block: block.id,
                    respondentClass: respondentClass,
                    answers: FragmentCoding.encode(given, to: questions, in: survey)))
            for (question, answer) in zip(questions, given) {
                counts.add(
                    to: .init(
                        question: question.id, respondentClass: respondentClass, answer: answer))
            }
        }
        for (question, answer) in response.detachedAnswers {
            answers.append(
                .init(key: randomKey(using: &generator), question: question, answer: answer))
            counts.add(to: .init(question: question, respondentClass: nil, answer: answer))
        }
        for (question, text) in response.texts {
            texts.append(
                .init(
                    key: randomKey(using: &generator), question: question,
                    sealed: seal(text, question)))
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
        counting fragments: some Sequence<
            (block: BlockID, respondentClass: RespondentClass, answers: String)
        >,
        of survey: Survey
    ) {
        self.init()
        for (block, respondentClass, text) in fragments {
            if block == survey.blocks.first?.id { add(to: respondentClass) }
            let questions = survey.keptQuestions(in: block)
            for (question, answer) in zip(
                questions, FragmentCoding.decode(text, to: questions, in: survey))
            {
                add(
                    to: Cell(
                        question: question.id, respondentClass: respondentClass, answer: answer))
            }
        }
    }
}
