import PublicSite

/// Whole answers by the pages: the first page, every section, the review, and sending, each page checked.
func measureAnswers(on workbench: Workbench) async throws -> [Figure] {
    let path = "/sv/d/\(Workbench.round)/svara"
    let scripts = try await workbench.scripts()
    return try await withServer(try workbench.site().router()) { port in
        let bytes = try SentPage(path, port: port, gzip: true).bytes
        return try await withServer(fixedText(bytes: bytes)) { fixed in
            let comparison = try await Comparison(seconds: workbench.seconds) { seconds in
                try await load(
                    port: port, seconds: seconds,
                    by: visitors { Respondent(at: path, scripts: scripts, first: $0 * 7) })
            } reference: { seconds in
                try await load(
                    port: fixed, seconds: seconds,
                    by: visitors { _ in Reader(of: "/", expecting: "....") })
            }
            return comparison.figures(
                "complete answers against as many fixed texts", .atLeast(1000))
                + [
                    Figure("  half of them within", comparison.milliseconds(0.5), "ms"),
                    Figure(
                        "  99 % of them within", comparison.milliseconds(0.99), "ms", .atMost(150)),
                ]
        }
    }
}

/// Whole answers by the API, durable before the reply, against a site that checks and forgets them.
func measureSubmissions(on workbench: Workbench) async throws -> [Figure] {
    let path = "/api/v1/rounds/\(Workbench.round)/responses"
    let scripts = try await workbench.scripts()
    return try await withServer(try workbench.site().router()) { port in
        try await withServer(try workbench.site(isStoring: false).router()) { forgetful in
            let comparison = try await Comparison(seconds: workbench.seconds) { seconds in
                try await load(
                    port: port, seconds: seconds,
                    by: visitors { Submitter(to: path, scripts: scripts, first: $0 * 7) })
            } reference: { seconds in
                try await load(
                    port: forgetful, seconds: seconds,
                    by: visitors { Submitter(to: path, scripts: scripts, first: $0 * 7) })
            }
            return comparison.figures(
                "API submissions against checking alone", .atLeast(5000), .ratioAtLeast(0.5))
                + [
                    Figure("  half of them within", comparison.milliseconds(0.5), "ms"),
                    Figure("  99 % of them within", comparison.milliseconds(0.99), "ms"),
                ]
        }
    }
}
