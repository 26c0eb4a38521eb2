public import Anonymization
public import Pipeline
public import PublicSite
import Storage
import SurveyDefinition

extension PublicVerbs {
    /// The verbs that the public site is given, each one sentence of the pipeline.
    ///
    /// Every program that serves the site takes them from here, so that what is tested and measured
    /// is what residents meet.
    public init(of consultation: Consultation, sealedBy seal: PageSeal) {
        self.init(
            rounds: {
                try await consultation.listings().map {
                    .init(
                        round: $0.round, survey: $0.survey, latestRelease: $0.latestRelease,
                        dialogue: $0.dialogue)
                }
            },
            submit: { try await consultation.take($0) },
            tellRefusals: { try await consultation.addRefusals($0) },
            tellPassages: { try await consultation.addPassages($0) },
            participation: { try await consultation.participation(in: $0) },
            releases: { try await consultation.releases(of: $0) },
            seal: { seal.seal($0, for: $1) },
            open: { try? seal.open($0, for: $1) })
    }
}

extension Consultation {
    /// Submits what the site hands over, and refuses in the site's own words.
    fileprivate func take(_ submission: PublicVerbs.Submission) async throws {
        do {
            _ = try await submit(
                submission.response, submission.key, to: submission.round,
                admission: submission.admission,
                sentIn: submission.language.map { Code($0.value) }, by: submission.mode)
        } catch StorageError.unknownRound {
            throw SubmissionRefusal.unknownRound
        } catch StorageError.roundNotOpen {
            throw SubmissionRefusal.notOpen
        } catch StorageError.codeNotValid {
            throw SubmissionRefusal.codeNotValid
        } catch StorageError.ticketNotValid {
            throw SubmissionRefusal.ticketNotValid
        }
    }
}
