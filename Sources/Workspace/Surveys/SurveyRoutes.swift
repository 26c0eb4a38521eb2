import Staff

extension Workspace {
    /// The addresses where surveys are composed. Whoever translates reads along; what is asked is changed by who may.
    var surveyRoutes: [StaffRoute] {
        let list = SurveyController(workspace: self)
        let drafts = DraftController(workspace: self)
        let forms = DraftFormController(workspace: self)
        let exchange = ExchangeController(
            workspace: self, things: ExchangedDrafts(workspace: self))
        let asked = AskedController(workspace: self)
        let questions = WorkspacePath.prefix + "/dialoger/{round}/fragor"
        let look = questions + "/{language}/{section}"
        let one = WorkspacePath.surveys + "/{survey}"
        let preview = one + "/forhandsvisning/{language}/{section}"
        func task(_ task: DraftTask) -> String { one + "/" + task.rawValue }
        return [
            StaffRoute(
                .get, WorkspacePath.surveys, .holders(.translate, .municipality, list.page)),
            StaffRoute(
                .post, WorkspacePath.surveys, .holders(.editRounds, .municipality, list.begin)),
            StaffRoute(
                .post, WorkspacePath.surveyImport,
                .holders(.editRounds, .municipality, list.read)),
            StaffRoute(
                .get, task(.files), .holders(.translate, .municipality, list.files)),

            StaffRoute(.get, one, .holders(.translate, .municipality, drafts.page)),
            StaffRoute(
                .post, task(.order), .holders(.editRounds, .municipality, drafts.order)),
            StaffRoute(.get, task(.bank), .holders(.editRounds, .municipality, drafts.bank)),
            StaffRoute(.post, task(.bank), .holders(.editRounds, .municipality, drafts.take)),
            StaffRoute(
                .post, task(.publish), .holders(.editRounds, .municipality, drafts.publish)),
            StaffRoute(
                .post, task(.choose), .holders(.editRounds, .municipality, drafts.choose)),
            StaffRoute(
                .get, task(.delete), .holders(.editRounds, .municipality, drafts.deletionPage)),
            StaffRoute(
                .post, task(.delete), .holders(.editRounds, .municipality, drafts.delete)),
            StaffRoute(.get, preview, .holders(.translate, .municipality, drafts.preview)),
            StaffRoute(
                .get, preview + "/sidan", .holders(.translate, .municipality, drafts.previewed)),

            StaffRoute(.get, task(.facts), .holders(.editRounds, .municipality, forms.facts)),
            StaffRoute(
                .post, task(.facts), .holders(.editRounds, .municipality, forms.saveFacts)),
            StaffRoute(
                .get, one + "/sida/{section}",
                .holders(.editRounds, .municipality, forms.section)),
            StaffRoute(
                .post, one + "/sida/{section}",
                .holders(.editRounds, .municipality, forms.saveSection)),
            StaffRoute(
                .get, one + "/fraga/{question}",
                .holders(.editRounds, .municipality, forms.question)),
            StaffRoute(
                .post, one + "/fraga/{question}",
                .holders(.editRounds, .municipality, forms.saveQuestion)),
            StaffRoute(
                .get, one + "/oversattning/{language}",
                .holders(.translate, .municipality, forms.translation)),
            StaffRoute(
                .post, one + "/oversattning/{language}",
                .holders(.translate, .municipality, forms.saveTranslation)),
            StaffRoute(
                .get, one + "/oversattning.xlsx",
                .holders(.translate, .municipality, exchange.workbook)),
            StaffRoute(
                .get, one + "/oversattning/{language}/xliff",
                .holders(.translate, .municipality, exchange.xliff)),
            StaffRoute(
                .post, one + "/oversattning",
                .holders(.translate, .municipality, exchange.take)),

            StaffRoute(.get, questions, .holders(.editRounds, .roundOfAddress, asked.page)),
            StaffRoute(.post, questions, .holders(.editRounds, .roundOfAddress, asked.choose)),
            StaffRoute(
                .post, questions + "/egna", .holders(.editRounds, .municipality, asked.begin)),
            StaffRoute(.get, look, .holders(.seeRounds, .roundOfAddress, asked.preview)),
            StaffRoute(
                .get, look + "/sidan", .holders(.seeRounds, .roundOfAddress, asked.previewed)),
        ]
    }
}
