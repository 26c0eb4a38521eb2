public import Foundation
public import SurveyDefinition

/// A response that waits in the mixing pool: sealed, under a random key that tells nothing.
public struct PooledResponse: Sendable, Hashable {
    /// 128 random bits.
    public let key: Data
    /// Made by `ResponseSeal.seal`, padded so that its length tells little.
    public let sealed: Data

    public init(key: Data, sealed: Data) {
        self.key = key
        self.sealed = sealed
    }
}

/// What mixing makes of waiting responses: rows that nothing joins, and the counts that they add.
///
/// Only `mix` makes one.
public struct MixedBatch: Sendable {
    /// One block of one response.
    public struct Fragment: Sendable, Hashable {
        /// 128 random bits; rows are stored in the order of this key.
        public let key: Data
        public let block: BlockID
        public let respondentClass: RespondentClass
        /// The answers to the block's questions, in order, as `FragmentCoding` writes them.
        public let answers: String
    }

    /// A sensitive answer: kept with round and question only.
    public struct DetachedAnswer: Sendable, Hashable {
        public let key: Data
        public let question: QuestionID
        public let answer: KeptAnswer
    }

    /// A free text: kept with round and question only, and sealed.
    public struct DetachedText: Sendable, Hashable {
        public let key: Data
        public let question: QuestionID
        /// Made by `TextSeal.seal`, padded so that its length tells little.
        public let sealed: Data
    }

    /// The pool keys of the responses that leave the pool.
    public let taken: [Data]
    public let fragments: [Fragment]
    public let answers: [DetachedAnswer]
    public let texts: [DetachedText]
    /// What the batch adds to the round's counts.
    public let counts: ResponseTable
}

/// Neither answers nor texts, of the whole or of a row: descriptions end up in logs.
extension MixedBatch: CustomStringConvertible, CustomReflectable {
    public var description: String { "•••" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}

extension MixedBatch.Fragment: CustomStringConvertible, CustomReflectable {
    public var description: String { "•••" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}

extension MixedBatch.DetachedAnswer: CustomStringConvertible, CustomReflectable {
    public var description: String { "•••" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}

extension MixedBatch.DetachedText: CustomStringConvertible, CustomReflectable {
    public var description: String { "•••" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
