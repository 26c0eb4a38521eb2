/// Everything in the text that looks like personal data.
///
/// The time grows in proportion to the text's length: each finder looks a bounded way ahead from each place.
///
/// - Parameter normalised: what `normalise` returned.
/// - Returns: findings that don't overlap, in the order of the text.
public func findPersonalData(in normalised: String) -> [Finding] {
    let text = ScannedText(normalised)
    let candidates =
        emails(in: text) + webAddresses(in: text) + handles(in: text)
        + ibans(in: text) + cards(in: text) + identityNumbers(in: text)
        + finnishIdentityCodes(in: text) + phoneNumbers(in: text)
        + streetAddresses(in: text) + postcodes(in: text) + properties(in: text)
        + vehiclePlates(in: text) + nameCues(in: text)
    return withoutOverlaps(candidates, length: text.scalars.count).map { candidate in
        Finding(
            kind: candidate.kind,
            range: text.indices[
                candidate.range.lowerBound]..<text.indices[
                    candidate.range.upperBound],
            confidence: candidate.confidence)
    }
}

/// A finding before overlaps are settled, its range counted in scalars.
struct Candidate {
    let kind: Finding.Kind
    let range: Range<Int>
    let confidence: Finding.Confidence

    /// Who gives way where two overlap; the lower stays. Among equals the longer stays, then the first.
    ///
    /// A number with ten digits may be an identity number and a phone number: a right check digit decides.
    fileprivate var rank: Int {
        switch kind {
        case .email, .address, .handle: 0
        case .iban: 1
        case .card: 2
        case .personalNumber, .coordinationNumber, .interimNumber: confidence == .high ? 3 : 5
        case .phone: 4
        case .streetAddress: 6
        case .postcode: 7
        case .property: 8
        case .vehiclePlate: 9
        case .nameCue: 10
        }
    }
}

private func withoutOverlaps(_ candidates: [Candidate], length: Int) -> [Candidate] {
    var isTaken = [Bool](repeating: false, count: length)
    var kept: [Candidate] = []
    let ordered = candidates.sorted {
        ($0.rank, -$0.range.count, $0.range.lowerBound)
            < ($1.rank, -$1.range.count, $1.range.lowerBound)
    }
    for candidate in ordered where !isTaken[candidate.range].contains(true) {
        for place in candidate.range { isTaken[place] = true }
        kept.append(candidate)
    }
    return kept.sorted { $0.range.lowerBound < $1.range.lowerBound }
}
