/// Asks for the same address again and again.
struct Reader: Visitor {
    private let request: [UInt8]
    private let expected: String

    /// - Parameter expected: what every reply must hold.
    init(of path: String, expecting expected: String) {
        request = Array(
            "GET \(path) HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: gzip\r\n\r\n".utf8)
        self.expected = expected
    }

    mutating func next(after reply: Reply?) throws(LoadFault) -> Move {
        if let reply, reply.status != 200 || !reply.contains(expected) {
            throw .wrongReply(status: reply.status, expected: expected)
        }
        return Move(request: request, beginsErrand: true)
    }
}

/// Answers a survey page by page, reviews and sends, then begins anew with the next respondent's answers.
struct Respondent: Visitor {
    private let path: String
    private let scripts: [AnswerScript]
    private var script: Int
    /// The step whose reply is awaited; before the first it is the first page's.
    private var step = -1

    /// - Parameter first: the script to begin with.
    init(at path: String, scripts: [AnswerScript], first: Int) {
        self.path = path
        self.scripts = scripts
        script = first % scripts.count
    }

    mutating func next(after reply: Reply?) throws(LoadFault) -> Move {
        guard let reply else { return beginning }
        let steps = scripts[script].steps
        guard step < steps.count else {
            guard reply.status == 303 else {
                throw .wrongReply(status: reply.status, expected: "the way to the thanks")
            }
            script = (script + 1) % scripts.count
            step = -1
            return beginning
        }
        step += 1
        let section = step < steps.count ? steps[step].section : "review"
        guard reply.status == 200, reply.contains("name=\"section\" value=\"\(section)\""),
            let journey = reply.value(after: "name=\"journey\" value=\"")
        else { throw .wrongReply(status: reply.status, expected: "section \(section)") }
        let answers = step < steps.count ? steps[step].fields + "&action=next" : "action=send"
        return Move(
            request: post("journey=\(journey)&section=\(section)&\(answers)"), beginsErrand: false)
    }

    private var beginning: Move {
        Move(
            request: Array(
                "GET \(path) HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: gzip\r\n\r\n".utf8),
            beginsErrand: true)
    }

    private func post(_ body: String) -> [UInt8] {
        postRequest(to: path, type: "application/x-www-form-urlencoded", body)
    }
}

/// Sends whole answers to the API.
struct Submitter: Visitor {
    private let path: String
    private let scripts: [AnswerScript]
    private var script: Int

    /// - Parameter first: the script to begin with.
    init(to path: String, scripts: [AnswerScript], first: Int) {
        self.path = path
        self.scripts = scripts
        script = first % scripts.count
    }

    mutating func next(after reply: Reply?) throws(LoadFault) -> Move {
        if let reply, reply.status != 201 {
            throw .wrongReply(status: reply.status, expected: "201 Created")
        }
        script = (script + 1) % scripts.count
        let key = String(UInt64.random(in: 1 << 60...UInt64.max))
        let body = "{\"submissionKey\":\"\(key)\",\"answers\":\(scripts[script].json)}"
        return Move(
            request: postRequest(to: path, type: "application/json", body), beginsErrand: true)
    }
}

private func postRequest(to path: String, type: String, _ body: String) -> [UInt8] {
    Array(
        """
        POST \(path) HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: gzip\r
        Content-Type: \(type)\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)
        """.utf8)
}
