import Dialogues
import DisclosureControl
import Hummingbird
import Localization
import Pages
import Pipeline
import Reports
import Staff
import SurveyDefinition

/// Who is reached and who isn't, while there is still time to reach them.
struct FollowingController: Sendable {
    let workspace: Workspace

    @Sendable func page(_ visit: StaffVisit) async throws -> Response {
        let following: Following
        do {
            following = try await workspace.verbs.reach.following(
                RoundID(try visit.parameter("round")), visit.signedIn)
        } catch is DialogueRefusal {
            throw WorkspaceProblem.unknownPage
        } catch StaffError.notPermitted {
            throw WorkspaceProblem.notPermitted
        }
        let page = FollowingPage(following: following, workspace: workspace)
        return workspace.respond(
            "following", page.values(in: visit.text), visit, title: "following.title",
            name: following.followed.dialogue.texts.text(.title, in: Locales.source) ?? "")
    }
}

/// How many, who, in which languages and how; where people give up; what was refused.
struct FollowingPage {
    let following: Following
    let workspace: Workspace

    func values(in text: PageText) -> [String: Any] {
        let dialogue = following.followed.dialogue
        let survey = following.survey
        var values: [String: Any] = [
            "backPath": WorkspacePath.dialogue(dialogue.id),
            "back": dialogue.texts.text(.title, in: Locales.source) ?? "",
            "title": text.work("following.heading"), "lead": text.work("following.lead"),
            "whoHeading": text.work("following.who"),
            "who": coverageFragment(
                following.coverage, atLeast: following.participation,
                workspace.context(of: following.followed.round, asking: survey),
                under: "who", in: text.localizer),
            "pagesHeading": text.work("following.pages"),
            "pagesLead": text.work(
                "following.pages-lead",
                ["step": text.localizer.number(survey.policy.participationStep)]),
            "pageColumn": text.work("following.page"), "countColumn": text.work("following.count"),
            "pages": following.passages.map { page, count in
                [
                    "name": page == Survey.reviewPage
                        ? text.work("following.review")
                        : text.html("section.\(page).title", in: survey.textFile),
                    "count": text.localizer.number(count),
                ]
            },
        ]
        if !following.followed.round.sampling.isOfResidents {
            values["noTables"] = text.work("following.group")
        } else if following.coverage.tables.isEmpty {
            values["noTables"] = text.work(
                "following.too-few", count: survey.policy.smallestBase,
                ["count": text.localizer.number(survey.policy.smallestBase)])
        }
        if !following.refusals.isEmpty {
            values["refused"] =
                [
                    "heading": text.work("following.refused"),
                    "rows": RefusalReason.allCases.compactMap { reason in
                        following.refusals[reason].map {
                            [
                                "text": text.work(
                                    "refusal.\(reason.rawValue)",
                                    ["count": text.localizer.number($0)])
                            ]
                        }
                    },
                ] as [String: Any]
        }
        return values
    }
}
