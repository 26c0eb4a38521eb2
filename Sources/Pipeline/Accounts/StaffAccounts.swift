public import Anonymization
public import Foundation
public import Staff
public import Storage

/// Staff's accounts joined with the store: the sentences *set up, sign in, invite, give a role* and their like.
///
/// Each verb that changes something writes its line of the audit log in the same transaction. What a verb takes a
/// permission for, it asks for itself, whoever calls it.
public struct StaffAccounts: Sendable {
    let store: Store
    let secret: StaffSecret
    let chain: AuditChain
    private let places: [String]
    let gate = SignInGate()
    let hashing = PasswordWork()
    let cost: PasswordHash.Cost
    let now: @Sendable () -> Date

    /// - Parameters:
    ///   - places: words that passwords must not be made of, such as the names of the districts.
    ///   - cost: of hashing a password.
    ///   - now: the clock; staff's acts have times.
    public init(
        store: Store, key: MasterKey, places: [String], cost: PasswordHash.Cost = .usual,
        now: @escaping @Sendable () -> Date = { Date() }
    ) {
        guard let secret = StaffSecret(key.staffSecret) else {
            preconditionFailure("Keys are derived with 32 bytes.")
        }
        self.store = store
        self.secret = secret
        self.cost = cost
        self.now = now
        chain = AuditChain(secret)
        self.places = places
    }

    /// Those that nobody may choose, here.
    var commonPasswords: CommonPasswords { CommonPasswords(also: places) }

    /// Something for the audit log, done now.
    func note(_ act: AuditAct, by account: AccountID?) -> AuditNote {
        chain.note(act, by: account, at: now())
    }

    /// Runs what the store may refuse, and throws its refusal as staff read it.
    func refusing<Value>(_ body: () async throws -> Value) async throws -> Value {
        do {
            return try await body()
        } catch StorageError.staff(let refusal) {
            throw refusal
        }
    }
}

/// Counts attempts and lets few be looked at, across all requests.
///
/// An actor, because attempts come at once; see `SignInDelays`.
actor SignInGate {
    private var delays = SignInDelays()
    private var underWay = 0
    /// Hashing is slow on purpose; more than these would only wait for each other.
    static let most = 16

    /// - Throws: `StaffError.wait` or `.busy`, and then nothing is counted.
    func begin(_ account: String, from origin: SignInDelays.Origin, at now: Date) throws(StaffError)
    {
        if let wait = delays.wait(for: account, from: origin, at: now) {
            throw .wait(seconds: Int(wait.rounded(.up)))
        }
        guard underWay < Self.most else { throw .busy }
        underWay += 1
        delays.began(for: account, from: origin, at: now)
    }

    func end() { underWay -= 1 }

    /// - Returns: how many attempts on the account were wrong before this one.
    func succeeded(_ account: String, from origin: SignInDelays.Origin) -> Int {
        delays.succeeded(for: account, from: origin)
    }
}

/// Hashes passwords one after another, on a thread beside those that answer requests: hashing takes a good part of
/// a second and 32 MiB, and must not keep residents waiting.
struct PasswordWork: Sendable {
    private let queue = DispatchQueue(label: "radslag.passwords")

    func run<Value: Sendable>(_ work: @escaping @Sendable () -> Value) async -> Value {
        await withCheckedContinuation { caller in
            queue.async { caller.resume(returning: work()) }
        }
    }
}
