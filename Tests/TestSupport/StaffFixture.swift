public import Anonymization
public import Foundation
public import Pipeline
public import Staff
public import Storage
public import SurveyDefinition
public import SurveyDrafts
import Synchronization

/// A clock that tests set.
public final class TestClock: Sendable {
    private let seconds: Mutex<TimeInterval>

    public init(at seconds: TimeInterval = 1_790_000_000) { self.seconds = Mutex(seconds) }

    public var now: Date { Date(timeIntervalSince1970: seconds.withLock { $0 }) }

    /// Lets time pass.
    public func advance(by more: TimeInterval) { seconds.withLock { $0 += more } }
}

/// Staff's accounts on a store, with a clock of their own and passwords that are hashed in a moment.
public struct StaffFixture: Sendable {
    public let accounts: StaffAccounts
    public let store: Store
    public let clock: TestClock

    /// A password that may be chosen.
    public static let password = "blåbär under trappan"

    /// - Parameter key: the fixtures' own unless given.
    public init(on store: Store, key: MasterKey? = SiteFixture.key) {
        guard let key else { preconditionFailure("The fixture's secret is not 32 bytes.") }
        let clock = TestClock()
        self.store = store
        self.clock = clock
        accounts = StaffAccounts(
            store: store, key: key, places: ["Hovsjö"],
            cost: .init(logRounds: 4, blockSize: 8, parallelism: 1), now: { clock.now })
    }

    /// The first owner, made by a set-up link as every first owner is.
    public func owner(named name: String = "Olga Owner") async throws -> SignedIn {
        let link = try await accounts.makeSetUpLink()
        return try await join(by: link, named: name).signedIn
    }

    /// A colleague with these roles, invited by an owner.
    ///
    /// - Parameter grants: none makes an account without any role.
    public func colleague(
        named name: String, with grants: [Grant], invitedBy owner: SignedIn
    ) async throws -> (signedIn: SignedIn, token: SessionToken) {
        let first = grants.first ?? Grant(.reader)
        let (link, _) = try await accounts.invite(to: first, by: owner)
        let joined = try await join(by: link, named: name)
        let id = joined.signedIn.account.id
        for grant in grants.dropFirst() {
            try await accounts.grant(grant, to: id, by: owner)
        }
        if grants.isEmpty { try await accounts.revoke(first, from: id, by: owner) }
        return (try await signedIn(joined.token), joined.token)
    }

    /// Makes an account by a link, and signs in with it.
    public func join(
        by link: LinkToken, named name: String
    ) async throws -> (signedIn: SignedIn, token: SessionToken) {
        let new = try await accounts.join(
            by: link,
            as: NewAccount(
                name: name, email: Self.email(of: name), password: Self.password,
                repeatedPassword: Self.password, language: "sv"))
        return (try await signedIn(new.token), new.token)
    }

    /// Who is signed in with the token.
    public func signedIn(_ token: SessionToken) async throws -> SignedIn {
        guard let signedIn = try await accounts.signedIn(by: token) else {
            throw StaffError.wrongCredentials
        }
        return signedIn
    }

    /// The address that a colleague of that name has.
    public static func email(of name: String) -> String {
        name.lowercased().filter { $0.isASCII && $0.isLetter } + "@kommun.example"
    }

    /// A moderator of the round who is signed in, and the permit that this gives.
    public func moderatorPermit(in round: RoundID) async throws -> ModeratorPermit {
        let owner = try await owner()
        let moderator = try await colleague(
            named: "Mona Moderator", with: [Grant(.moderator, in: .round(round))],
            invitedBy: owner)
        return try moderator.signedIn.moderatorPermit(in: round)
    }
}

extension SiteFixture {
    /// The files of the shipped surveys, as they stand in the checkout.
    public static let shippedSurveys = shippedDrafts(
        of: shippedDefinitions, in: Project.surveys, texts: Project.locales,
        locales: shippedLocales)

    /// The service of the fixture with other accounts, such as a `StaffFixture`'s.
    public func consultation(with staff: StaffAccounts) -> Consultation {
        guard let key = Self.key else {
            preconditionFailure("The fixture's secret is not 32 bytes.")
        }
        return Consultation(
            definitions: definitions, store: store, key: key, locales: locales, staff: staff)
    }
}
