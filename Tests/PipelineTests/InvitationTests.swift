import Anonymization
import Answering
import Dialogues
import Pipeline
import Storage
import SurveyDefinition
import TestSupport
import Testing

/// Issuing, spending and replacing codes, as staff and residents do.
@Suite("Invitations")
struct InvitationTests {
    private static let round: RoundID = "urval-2026"

    private func withCodeRound(_ body: (Consultation) async throws -> Void) async throws {
        try await ConsultationFixture.run { fixture in
            let consultation = fixture.consultation()
            try await consultation.createRound(
                .init(
                    id: Self.round, survey: "small", period: "2026", sampling: .probability,
                    anonymity: .code, isDemonstration: true))
            try await body(consultation)
        }
    }

    private func send(
        _ code: InvitationCode?, in consultation: Consultation, seed: UInt64
    ) async throws -> Acceptance {
        var generator = SeededGenerator(seed: seed)
        let survey = try await consultation.survey(of: consultation.round(Self.round))
        return try await consultation.submit(
            try .random(to: survey, using: &generator), SubmissionKey(using: &generator),
            to: Self.round, admission: code.map { .code($0) })
    }

    @Test("Codes are issued before and after the opening, are all different, and set the invited")
    func issued() async throws {
        try await withCodeRound { consultation in
            let first = try await consultation.createInvitations(60, in: Self.round)
            try await consultation.openRound(Self.round)
            let second = try await consultation.createInvitations(40, in: Self.round)

            #expect(Set(first + second).count == 100)
            #expect(try await consultation.round(Self.round).invited == 100)
        }
    }

    @Test("A code lets its holder answer once, and used codes are counted rounded down")
    func spent() async throws {
        try await withCodeRound { consultation in
            let codes = try await consultation.createInvitations(60, in: Self.round)
            try await consultation.openRound(Self.round)
            let step = try await consultation.survey(of: consultation.round(Self.round)).policy
                .participationStep

            for (index, code) in codes.prefix(step + 1).enumerated() {
                _ = try await send(code, in: consultation, seed: UInt64(index))
            }

            await #expect(throws: StorageError.codeNotValid(Self.round)) {
                try await send(codes[0], in: consultation, seed: 1_000)
            }
            await #expect(throws: StorageError.codeNotValid(Self.round)) {
                try await send(nil, in: consultation, seed: 1_001)
            }
            #expect(
                try await consultation.invitationCounts(in: Self.round)
                    == .init(issued: 60, used: step))
        }
    }

    @Test("A lost code is void, and the new one answers in its place")
    func replaced() async throws {
        try await withCodeRound { consultation in
            let codes = try await consultation.createInvitations(2, in: Self.round)
            try await consultation.openRound(Self.round)
            _ = try await send(codes[1], in: consultation, seed: 1)

            let new = try await consultation.replaceInvitation(codes[0], in: Self.round)
            let used = try await consultation.replaceInvitation(codes[1], in: Self.round)

            await #expect(throws: StorageError.codeNotValid(Self.round)) {
                try await send(codes[0], in: consultation, seed: 2)
            }
            await #expect(throws: StorageError.codeNotValid(Self.round)) {
                try await send(used, in: consultation, seed: 3)
            }
            #expect(try await send(new, in: consultation, seed: 4) == .accepted)
            await #expect(throws: ConsultationError.codeNotIssued(Self.round)) {
                try await consultation.replaceInvitation(codes[0], in: Self.round)
            }
        }
    }

    @Test("Nobody gets a code to a round that is closed, open to all, or of whoever comes")
    func refused() async throws {
        try await withCodeRound { consultation in
            try await consultation.openRound(Self.round)
            try await consultation.closeRound(Self.round)
            try await consultation.openSmallRound()

            for round in [Self.round, Consultation.smallRound] {
                await #expect(throws: ConsultationError.takesNoCodes(round)) {
                    try await consultation.createInvitations(1, in: round)
                }
                await #expect(throws: ConsultationError.takesNoCodes(round)) {
                    try await consultation.invitationCounts(in: round)
                }
            }
            await #expect(throws: ConsultationError.unknownRound("nowhere")) {
                try await consultation.createInvitations(1, in: "nowhere")
            }
            await #expect(throws: ConsultationError.codesNeedInvitations("self-2026")) {
                try await consultation.createRound(
                    .init(
                        id: "self-2026", survey: "small", period: "2026",
                        sampling: .selfSelected, anonymity: .code))
            }
        }
    }

    @Test("Synthetic respondents of a demonstration answer by codes of their own")
    func demonstration() async throws {
        try await withCodeRound { consultation in
            try await consultation.openRound(Self.round)

            try await consultation.fillDemonstration(
                Self.round, responses: 130, using: SeededGenerator(seed: 1))

            let counts = try await consultation.invitationCounts(in: Self.round)
            #expect(counts == .init(issued: 130, used: 125))
        }
    }
}
