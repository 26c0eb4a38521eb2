import Dialogues
import HTTPTypes
import Hummingbird
import Localization
import NIOCore
import Pages
import Pipeline
import Staff
import SurveyDefinition

/// How residents are reached with a dialogue: links, QR codes, posters and texts to send.
struct ReachingController: Sendable {
    let workspace: Workspace

    @Sendable func page(_ visit: StaffVisit) async throws -> Response {
        let reached = try await workspace.reached(visit)
        let page = ReachingPage(
            reached: reached, links: workspace.links(to: reached, visit),
            locales: workspace.locales, municipality: workspace.identity.municipality)
        return workspace.respond(
            "reaching", page.values(in: visit.text), visit, title: "reaching.title",
            name: reached.title)
    }

    /// The QR code of a link, to put into a document of one's own.
    @Sendable func qrCode(_ visit: StaffVisit) async throws -> Response {
        let reached = try await workspace.reached(visit)
        let links = workspace.links(to: reached, visit)
        let place = try reached.place(named: visit.visit.query(WorkspacePath.placeParameter))
        guard let code = QRCode(links.link(at: place)) else { throw WorkspaceProblem.unknownPage }
        let name = [reached.followed.dialogue.id.value, place?.value].compactMap { $0 }
        return workspace.file(
            Array(code.svg.utf8), type: "image/svg+xml",
            named: "qr-" + name.joined(separator: "-") + ".svg")
    }

    /// A poster to print, in one language or several.
    @Sendable func poster(_ visit: StaffVisit) async throws -> Response {
        let reached = try await workspace.reached(visit)
        let links = workspace.links(to: reached, visit)
        let place = try reached.place(named: visit.visit.query(WorkspacePath.placeParameter))
        let query = visit.visit.request.uri.queryParameters
        let asked = query.getAll(WorkspacePath.languageParameter)
        let told = reached.languages(among: workspace.locales)
        let languages = told.filter { asked.contains($0.tag.value) }
        let poster = Poster(
            reached: reached, place: place, link: links.link(at: place),
            languages: languages.isEmpty ? Array(told.prefix(1)) : languages,
            size: Poster.Size(rawValue: visit.visit.query(WorkspacePath.sizeParameter) ?? "")
                ?? .a4,
            locales: workspace.locales, identity: workspace.identity)
        let html = workspace.templates.render(
            "poster", poster.values(stylesheet: workspace.stylesheetPath, in: visit.text))
        return personal(ByteBuffer(string: html), in: visit.text)
    }
}

/// The links that lead residents to a dialogue.
struct ReachingLinks {
    let make: @Sendable (Code?, CollectionMode) -> String

    /// The link for posters and letters, to one of the places or to none in particular.
    func link(at place: Code? = nil, mode: CollectionMode = .web) -> String { make(place, mode) }
}

extension Workspace {
    /// The dialogue of the address.
    func reached(_ visit: StaffVisit) async throws -> ReachedDialogue {
        do {
            return try await verbs.reach.one(RoundID(try visit.parameter("round")), visit.signedIn)
        } catch DialogueRefusal.unknownDialogue {
            throw WorkspaceProblem.unknownPage
        } catch StaffError.notPermitted {
            throw WorkspaceProblem.notPermitted
        }
    }

    /// How residents reach the dialogue.
    func links(to reached: ReachedDialogue, _ visit: StaffVisit) -> ReachingLinks {
        let base = answersBase(of: visit.visit.request)
        let (id, link) = (reached.followed.dialogue.id, verbs.reach.link)
        return ReachingLinks { place, mode in link(id, place, mode, base) }
    }
}

extension ReachedDialogue {
    /// Its Swedish title: what staff call it.
    var title: String {
        followed.dialogue.texts.text(.title, in: Locales.source) ?? followed.dialogue.id.value
    }

    /// The places that its survey asks about, each with a link of its own; empty where there is one link for all.
    var places: [Code] {
        guard let question = survey.question(for: .site), question.isGivenByLink else { return [] }
        return survey.codes(of: question)
    }

    /// - Throws: `WorkspaceProblem.unknownPage` for a place that the survey doesn't have.
    func place(named name: String?) throws -> Code? {
        guard let name, !name.isEmpty else { return nil }
        guard let place = places.first(where: { $0.value == name }) else {
            throw WorkspaceProblem.unknownPage
        }
        return place
    }

    /// What residents call a place.
    func name(of place: Code, in text: PageText) -> String {
        guard let question = survey.question(for: .site) else { return place.value }
        return text.localizer.label(of: place, to: question, in: survey).string
    }

    /// The languages in which it says what it asks, its first one first: those that can be sent to residents.
    func languages(among locales: Locales) -> [Language] {
        let dialogue = followed.dialogue
        let told = locales.languages.filter { language in
            [DialogueTextKey.title, .question].allSatisfy {
                dialogue.texts.state(of: $0, in: language.tag) == .current
            }
        }
        let first = dialogue.firstLanguage
        return told.filter { $0.tag == first } + told.filter { $0.tag != first }
    }
}
