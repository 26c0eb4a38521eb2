import Hummingbird
import Pages
import Staff
import SurveyDefinition

/// A request as the workspace reads it: its form, its language, and who sends it.
struct Visit: Sendable {
    let request: Request
    let parameters: Parameters
    /// The network that it comes from, for the delays of the sign-in.
    let network: String
    /// What was sent; empty for a page that is only asked for.
    let form: FormFields
    /// The file that came with it, in a form that has one.
    var file: [UInt8]?
    var text: PageText
    /// Who is signed in, if anybody is.
    let person: Person?

    /// The value of a field, or nothing.
    func field(_ name: String) -> String { form[name] ?? "" }

    /// A part of the query.
    func query(_ name: String) -> String? {
        request.uri.queryParameters[Substring(name)].map(String.init)
    }
}

/// Somebody who is signed in, with the token of the session, of which their forms' tokens are made.
struct Person: Sendable {
    let signedIn: SignedIn
    let token: SessionToken

    var account: Account { signedIn.account }
}

/// A visit by somebody who is signed in.
struct StaffVisit: Sendable {
    let visit: Visit
    let person: Person

    var signedIn: SignedIn { person.signedIn }

    var text: PageText { visit.text }

    func field(_ name: String) -> String { visit.field(name) }

    /// The part of the address with that name.
    ///
    /// - Throws: `WorkspaceProblem.unknownPage`.
    func parameter(_ name: String) throws -> String {
        guard let value = visit.parameters.get(name) else { throw WorkspaceProblem.unknownPage }
        return value
    }
}
