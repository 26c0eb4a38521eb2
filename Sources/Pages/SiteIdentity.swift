import Foundation

/// Who runs the site, as residents see it: set by configuration.
public struct SiteIdentity: Sendable {
    public let municipality: String
    /// An e-mail address or a telephone number.
    public let contact: String
    public let colour: SiteColour
    /// Where tickets are given, such as `https://biljett.example.se`; empty when it is this site.
    public let ticketOrigin: String
    /// Where answers are taken; empty when it is this site.
    public let answerOrigin: String

    public init(
        municipality: String, contact: String, colour: SiteColour, ticketOrigin: String = "",
        answerOrigin: String = ""
    ) {
        self.municipality = municipality
        self.contact = contact
        self.colour = colour
        self.ticketOrigin = ticketOrigin
        self.answerOrigin = answerOrigin
    }
}

/// The one colour of the site, with the shades that keep its text readable in light and in dark.
public struct SiteColour: Sendable, Equatable {
    private let red: Double
    private let green: Double
    private let blue: Double

    /// Why a colour can't be used.
    public enum Fault: Error, Equatable, CustomStringConvertible {
        case notHexadecimal
        case tooLight

        public var description: String {
            switch self {
            case .notHexadecimal: "The colour must be written as #rrggbb, such as #0b5563."
            case .tooLight:
                "The colour is too light for white text on it (WCAG 2.2 asks for a contrast of 4.5:1): choose a darker one."
            }
        }
    }

    /// - Parameter hex: `#rrggbb`.
    public init(_ hex: String) throws(Fault) {
        let digits = hex.dropFirst()
        // A sign before the digits would be read as part of the number.
        guard hex.hasPrefix("#"), digits.utf8.count == 6, digits.allSatisfy(\.isHexDigit),
            let value = UInt32(digits, radix: 16)
        else { throw .notHexadecimal }
        self.init(
            red: Double(value >> 16 & 0xFF) / 255, green: Double(value >> 8 & 0xFF) / 255,
            blue: Double(value & 0xFF) / 255)
        guard contrast(with: .white) >= 4.5 else { throw .tooLight }
    }

    private init(red: Double, green: Double, blue: Double) {
        self.red = red
        self.green = green
        self.blue = blue
    }

    static let white = SiteColour(red: 1, green: 1, blue: 1)
    static let black = SiteColour(red: 0, green: 0, blue: 0)
    /// The background of dark pages.
    static let night = SiteColour(red: 0x14 / 255, green: 0x1a / 255, blue: 0x1f / 255)

    var hex: String {
        "#"
            + [red, green, blue].map { channel in
                let byte = UInt8((channel * 255).rounded())
                return (byte < 16 ? "0" : "") + String(byte, radix: 16)
            }
            .joined()
    }

    /// The colour mixed with another, `share` of it in `0...1`.
    func mixed(with other: SiteColour, share: Double) -> SiteColour {
        func mix(_ own: Double, _ its: Double) -> Double { own * (1 - share) + its * share }
        return SiteColour(
            red: mix(red, other.red), green: mix(green, other.green), blue: mix(blue, other.blue))
    }

    /// The same hue, light enough to be read on a dark page.
    var onDark: SiteColour {
        stride(from: 0.0, through: 1, by: 0.05).lazy
            .map { mixed(with: .white, share: $0) }
            .first { $0.contrast(with: .night) >= 7 } ?? .white
    }

    /// The contrast ratio of WCAG 2.2, from 1 to 21.
    func contrast(with other: SiteColour) -> Double {
        let (lighter, darker) = (max(luminance, other.luminance), min(luminance, other.luminance))
        return (lighter + 0.05) / (darker + 0.05)
    }

    /// Relative luminance. Source: WCAG 2.2, definition of relative luminance.
    private var luminance: Double {
        func linear(_ channel: Double) -> Double {
            channel <= 0.04045 ? channel / 12.92 : pow((channel + 0.055) / 1.055, 2.4)
        }
        return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
    }
}
