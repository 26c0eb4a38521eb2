import ArgumentParser
import Pipeline

/// The command line: everything that operates the service.
@main
struct Radslag: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "radslag",
        abstract: "Asks residents, keeps their answers anonymous, and turns them into indicators.",
        discussion: """
            The port, the host and the folders can also be given by the environment: RADSLAG_PORT, RADSLAG_HOST, \
            RADSLAG_DATA, RADSLAG_SURVEYS, RADSLAG_LOCALES; so can who asks: RADSLAG_MUNICIPALITY, RADSLAG_CONTACT, \
            RADSLAG_COLOUR, RADSLAG_ADDRESS and RADSLAG_TICKET_ADDRESS; and how fast answers are taken: \
            RADSLAG_SENDS_PER_MINUTE, RADSLAG_CODES_PER_MINUTE and RADSLAG_SHORTEST_VISIT; and the municipality's \
            provider, by which staff sign in: RADSLAG_OIDC_ISSUER and those that Deploy/README.md lists.

            Examples:
              radslag check
              radslag serve --port 8080
              radslag account setup
              radslag round create trygghet-2026 --survey trygghet --period 2026
              radslag round open trygghet-2026
              radslag invitations create urval-2026 --count 2500 --output codes.csv
              radslag coverage trygghet-2026
              radslag round close trygghet-2026
              radslag release trygghet-2026
              radslag report trygghet-2026 --format csv --output trygghet.csv
              radslag dispose --due
              radslag privacy trygghet-2026 --document dpia --output konsekvensbedomning.docx
              radslag estimate answers.csv --plan plan.yaml
            """,
        version: Consultation.softwareVersion,
        subcommands: [
            Serve.self, Check.self, AccountCommand.self, RoundCommand.self, InvitationsCommand.self,
            TicketsCommand.self,
            Mix.self,
            CoverageCommand.self,
            ReleaseCommand.self,
            ReportCommand.self, EstimateCommand.self,
            DisposeCommand.self, PrivacyCommand.self,
            Demo.self, TranslationsCommand.self, PopulationCommand.self,
        ])
}
