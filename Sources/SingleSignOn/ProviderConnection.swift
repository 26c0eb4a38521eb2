import AsyncHTTPClient
import Foundation
import NIOCore

/// Requests to the provider: few, with time limits, never led elsewhere, and never more than a page of JSON back.
actor ProviderConnection {
    private let patience: TimeAmount
    private var underWay = 0

    /// More at once would only wait for a provider that is slow.
    static let most = 16
    static let largestAnswer = 512 * 1024

    /// - Parameter seconds: how long a whole answer may take.
    init(patience seconds: Int) { patience = .seconds(Int64(seconds)) }

    /// An answer of any status.
    struct Answer: Sendable {
        let status: Int
        let body: Data
    }

    /// Fetches a document.
    ///
    /// - Parameter token: the access token that it takes.
    func get(
        _ address: ProviderAddress, token: String? = nil
    ) async throws(ProviderFault) -> Data {
        var request = HTTPClientRequest(url: address.text)
        if let token { request.headers.add(name: "Authorization", value: "Bearer \(token)") }
        let answer = try await send(request, to: address)
        guard answer.status == 200 else {
            throw .refused(address.text, status: answer.status)
        }
        return answer.body
    }

    /// Sends a form.
    func post(
        _ fields: [(name: String, value: String)], to address: ProviderAddress,
        authorization: String?
    ) async throws(ProviderFault) -> Answer {
        var request = HTTPClientRequest(url: address.text)
        request.method = .POST
        request.headers.add(name: "Content-Type", value: "application/x-www-form-urlencoded")
        if let authorization { request.headers.add(name: "Authorization", value: authorization) }
        request.body = .bytes(ByteBuffer(string: formEncoded(fields)))
        return try await send(request, to: address)
    }

    private func send(
        _ request: HTTPClientRequest, to address: ProviderAddress
    ) async throws(ProviderFault) -> Answer {
        guard underWay < Self.most else { throw .busy }
        underWay += 1
        defer { underWay -= 1 }
        var request = request
        request.headers.add(name: "Accept", value: "application/json")
        do {
            // A client for each request: they are too few for connections to be kept.
            return try await Self.execute(request, patience: patience)
        } catch is NIOTooManyBytesError {
            throw .tooLarge(address.text)
        } catch {
            // What the error says may hold parts of the request.
            throw .unreachable(address.text)
        }
    }

    private static func execute(
        _ request: HTTPClientRequest, patience: TimeAmount
    ) async throws -> Answer {
        var configuration = HTTPClient.Configuration()
        configuration.redirectConfiguration = .disallow
        configuration.timeout.connect = patience
        configuration.timeout.read = patience
        return try await HTTPClient.withHTTPClient(configuration: configuration) { client in
            let response = try await client.execute(request, timeout: patience)
            let body = try await response.body.collect(upTo: largestAnswer)
            return Answer(status: Int(response.status.code), body: Data(body.readableBytesView))
        }
    }
}
