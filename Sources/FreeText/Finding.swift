/// Something in a text that looks like personal data.
public struct Finding: Sendable, Equatable {
    public let kind: Kind
    /// Where it is in the normalised text, from scalar to scalar.
    public let range: Range<String.Index>
    public let confidence: Confidence

    /// How sure it is that this is personal data of that kind.
    public enum Confidence: Sendable {
        /// Its form says so, and where it has a check digit, that too.
        case high
        /// Its form says so, and other things have the same form.
        case medium
    }

    /// What it looks like.
    public enum Kind: String, Sendable, CaseIterable {
        /// A Swedish personal identity number (*personnummer*), or a Finnish one (*henkilötunnus*).
        case personalNumber = "personal-number"
        /// A Swedish coordination number (*samordningsnummer*): the day plus 60.
        case coordinationNumber = "coordination-number"
        /// An interim number, with a letter for the seventh digit.
        case interimNumber = "interim-number"
        case phone
        case email
        /// An address on the web.
        case address
        /// The name of an account, such as `@name`.
        case handle
        /// An international bank account number.
        case iban
        /// The number of a payment card.
        case card
        /// A registration number of a vehicle.
        case vehiclePlate = "vehicle-plate"
        /// A street with a number.
        case streetAddress = "street-address"
        /// A postcode with a place.
        case postcode
        /// The designation of a property, such as `Ort 1:23`.
        case property
        /// Words that a name often follows. A flag for the reader: it is never masked.
        case nameCue = "name-cue"

        /// Whether `mask` takes it away.
        public var isMasked: Bool { self != .nameCue }
    }
}
