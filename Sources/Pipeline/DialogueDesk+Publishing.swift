public import Dialogues
public import DisclosureControl
public import Foundation
public import Staff
import Storage
public import SurveyDefinition

/// Publishing: *see it first, choose what is shown, publish, ask for it, approve what another has asked for*.
///
/// It goes by rounds, so that what was collected without a dialogue is published in the same way.
extension DialogueDesk {
    /// A closed round's release as it would be published now: counted, protected and attacked as any release, and
    /// not kept.
    ///
    /// - Parameter parts: what is left out; `nil` for what is asked for, or else what the release before leaves out.
    /// - Throws: `ReleaseRefusal`; `StaffError.notPermitted`.
    public func preview(
        _ id: RoundID, leavingOut parts: Set<ReleasePart>?, for signedIn: SignedIn
    ) async throws -> ReleasePreview {
        try signedIn.require(.prepareReleases, in: .round(id))
        let request = try await refusing { try await store.releaseRequest(of: id) }
        let computed = try await compute(id, leavingOut: parts ?? request?.leftOut)
        return ReleasePreview(
            round: computed.round, survey: computed.survey, release: computed.release,
            latest: computed.latest, parts: computed.parts, leftOut: computed.leftOut,
            withheld: computed.withheld,
            unfinishedTexts: try await unfinishedTexts(of: computed),
            asked: try await asked(request, leading: computed),
            persons: consultation.personsToPublish(computed.round),
            digest: try computed.release.digest())
    }

    /// What is asked for, as another one sees it.
    private func asked(
        _ request: ReleaseRequest?, leading computed: ComputedRelease
    ) async throws -> AskedRelease? {
        guard let request else { return nil }
        let wanted =
            computed.leftOut == request.leftOut
            ? computed : try await compute(request.round, leavingOut: request.leftOut)
        var asker: Account?
        if let id = request.askedBy { asker = try await store.account(id) }
        return AskedRelease(
            digest: request.digest, leftOut: request.leftOut, reason: request.reason, by: asker,
            on: request.askedOn,
            isCurrent: try wanted.isNew
                && wanted.release.digest(with: request.reason) == request.digest)
    }

    /// Publishes what was seen, where one person may.
    ///
    /// - Returns: the number of the release.
    /// - Throws: `ReleaseRefusal`; `StaffError.notPermitted`.
    @discardableResult
    public func publish(
        _ id: RoundID, _ wish: ReleaseWish, by signedIn: SignedIn
    ) async throws -> Int {
        try signedIn.require(.publish, in: .round(id))
        let computed = try await computeSeen(id, wish)
        guard consultation.personsToPublish(computed.round) == 1 else {
            throw ReleaseRefusal.needsTwoPersons
        }
        return try await refusing {
            try await consultation.add(
                computed, because: wish.reason, on: today(),
                noting: { note(.releasePublished(id, number: $0), by: signedIn) })
        }.number
    }

    /// Asks for what was seen to be published, by somebody else.
    ///
    /// - Throws: `ReleaseRefusal`; `StaffError.notPermitted`.
    public func ask(_ id: RoundID, for wish: ReleaseWish, by signedIn: SignedIn) async throws {
        try signedIn.require(.prepareReleases, in: .round(id))
        let computed = try await computeSeen(id, wish)
        let request = ReleaseRequest(
            round: id, digest: try computed.release.digest(with: wish.reason),
            leftOut: computed.leftOut, reason: wish.reason, askedBy: signedIn.account.id,
            askedOn: "\(today())")
        try await store.keep(request, noting: note(.releaseAsked(id), by: signedIn))
    }

    /// Publishes what somebody else has asked for, when it would still be exactly that.
    ///
    /// - Parameter digest: of the request that was seen.
    /// - Returns: the number of the release.
    /// - Throws: `ReleaseRefusal`; `StaffError.notPermitted`.
    @discardableResult
    public func approve(_ id: RoundID, digest: String, by signedIn: SignedIn) async throws -> Int {
        try signedIn.require(.publish, in: .round(id))
        let request = try await request(digest, of: id)
        guard request.askedBy != signedIn.account.id else { throw ReleaseRefusal.ownRequest }
        let computed = try await compute(id, leavingOut: request.leftOut)
        guard computed.isNew, try computed.release.digest(with: request.reason) == digest else {
            throw ReleaseRefusal.changedMeanwhile
        }
        return try await refusing {
            try await consultation.add(
                computed, because: request.reason, on: today(), answering: digest,
                noting: { note(.releaseApproved(id, number: $0), by: signedIn) })
        }.number
    }

    /// Takes back what somebody has asked for: that person, or whoever may publish it.
    ///
    /// - Throws: `ReleaseRefusal.notAsked`; `StaffError.notPermitted`.
    public func withdraw(_ id: RoundID, digest: String, by signedIn: SignedIn) async throws {
        try signedIn.require(.prepareReleases, in: .round(id))
        let request = try await request(digest, of: id)
        if request.askedBy != signedIn.account.id {
            try signedIn.require(.publish, in: .round(id))
        }
        try await refusing {
            try await store.withdraw(
                requestFor: id, digest: digest, noting: note(.releaseWithdrawn(id), by: signedIn))
        }
    }

    // MARK: Parts

    /// - Throws: `.notAsked` unless what is asked for has the digest.
    private func request(_ digest: String, of id: RoundID) async throws -> ReleaseRequest {
        guard let request = try await store.releaseRequest(of: id), request.digest == digest else {
            throw ReleaseRefusal.notAsked
        }
        return request
    }

    /// - Throws: `.changedMeanwhile` when it is another release than was seen; `.nothingNew`; `.reasonMissing`.
    private func computeSeen(_ id: RoundID, _ wish: ReleaseWish) async throws -> ComputedRelease {
        let computed = try await compute(id, leavingOut: wish.leavingOut)
        guard computed.isNew else { throw ReleaseRefusal.nothingNew }
        guard try computed.release.digest() == wish.seen else {
            throw ReleaseRefusal.changedMeanwhile
        }
        guard computed.latest == nil || !wish.reason.isEmpty else {
            throw ReleaseRefusal.reasonMissing
        }
        guard wish.reason.count <= ReleaseWish.longestReason else {
            throw ReleaseRefusal.reasonTooLong
        }
        return computed
    }

    private func compute(
        _ id: RoundID, leavingOut parts: Set<ReleasePart>?
    ) async throws -> ComputedRelease {
        try await refusing { try await consultation.computeRelease(of: id, leavingOut: parts) }
    }

    /// Questions with texts enough of which no themes are told.
    private func unfinishedTexts(of computed: ComputedRelease) async throws -> [QuestionID] {
        guard computed.round.textsDisposedOn == nil else { return [] }
        let told = Set(
            (computed.release.texts?.questions ?? []).filter { $0.themes != nil }.map(\.question))
        return try await store.textCounts(in: computed.round.id)
            .filter { $0.texts >= computed.survey.policy.smallestBase }.map(\.question)
            .filter { !told.contains($0) && !computed.leftOut.contains(.texts($0)) }
    }

    /// Runs what the stages below may refuse, and throws why as staff read it.
    private func refusing<Value>(_ body: () async throws -> Value) async throws -> Value {
        do {
            return try await body()
        } catch ConsultationError.unknownRound {
            throw ReleaseRefusal.unknownRound
        } catch ConsultationError.wrongStage {
            throw ReleaseRefusal.notClosed
        } catch ConsultationError.answersDisposed {
            throw ReleaseRefusal.answersDisposed
        } catch ReleaseError.wouldChangeFrozenRound {
            throw ReleaseRefusal.frozen
        } catch ReleaseError.wouldDisclose {
            throw ReleaseRefusal.wouldDisclose
        } catch ModerationError.themeGone {
            throw ReleaseRefusal.themeGone
        } catch StorageError.releaseNotAsked {
            throw ReleaseRefusal.notAsked
        } catch StorageError.releaseOutOfOrder {
            // Somebody else has published in the same moment.
            throw ReleaseRefusal.changedMeanwhile
        }
    }
}

extension Consultation {
    /// Asks at the terminal for a round's release to be published; somebody approves it in the workspace.
    ///
    /// - Returns: the number that it will have; `nil` when figures and texts are those of the release that stands.
    public func askForRelease(
        of id: RoundID, leavingOut parts: Set<ReleasePart>? = nil, because reason: String = "",
        on day: CalendarDay = CalendarDay(of: Date())
    ) async throws -> Int? {
        let computed = try await computeRelease(of: id, leavingOut: parts)
        guard computed.isNew else { return nil }
        let request = ReleaseRequest(
            round: id, digest: try computed.release.digest(with: reason),
            leftOut: computed.leftOut, reason: reason, askedBy: nil, askedOn: "\(day)")
        try await store.keep(request, noting: staff.note(.releaseAsked(id), by: nil))
        return computed.release.number
    }
}
