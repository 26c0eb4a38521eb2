import Estimation

extension CodedEstimates {
    /// Everything as JSON, at full precision, keys in the order of rounds and plan.
    ///
    /// A figure that is undefined for an estimate is left out.
    ///
    /// - Parameter withWeights: whether each round has its respondents' weights, in the file's
    ///   order.
    public func json(withWeights: Bool = false) -> String {
        JSONValue.object([
            ("rounds", .object(rounds.map { ($0.round, json(of: $0, withWeights: withWeights)) })),
            (
                "differences",
                .object(
                    changes.map { change in
                        (
                            "\(change.from)→\(change.to)",
                            .object(change.indicators.map { ($0.indicator.id, json(of: $0)) })
                        )
                    })
            ),
            ("groupAgainstRest", perIndicator(groupAgainstRest)),
            ("severalGroups", perIndicator(severalGroups)),
            (
                "published",
                .object(
                    published.map { name, difference in
                        (
                            name,
                            .object(leavingOutNil: [
                                ("z", .finite(difference?.z)), ("p", .finite(difference?.p)),
                                ("se", .finite(difference?.standardError)),
                            ])
                        )
                    })
            ),
        ]).rendered
    }

    /// An object of rounds of indicators.
    private func perIndicator(_ value: (IndicatorEstimates) -> JSONValue) -> JSONValue {
        .object(
            rounds.map { round in
                (round.round, .object(round.indicators.map { ($0.indicator.id, value($0)) }))
            })
    }

    private func json(of round: RoundEstimates, withWeights: Bool) -> JSONValue {
        let sample = round.sample
        let shares = round.indicators.filter(\.indicator.isShare)
        let means = round.indicators.filter { !$0.indicator.isShare }
        return .object(leavingOutNil: [
            ("n", .integer(sample.respondents)),
            ("kishDeff", .finite(sample.designEffect)),
            ("kishNeff", .finite(sample.effectiveSize)),
            (
                "relativeWeights",
                .object(leavingOutNil: [
                    ("min", .finite(sample.relativeWeights.lowerBound)),
                    ("max", .finite(sample.relativeWeights.upperBound)),
                ])
            ),
            (
                "trim",
                sample.trimming.map { trimming in
                    .object(leavingOutNil: [
                        ("bounds", .bounds(trimming.bounds)), ("rounds", .integer(trimming.rounds)),
                    ])
                }
            ),
            ("weights", withWeights ? .list(round.weights.map { .number($0) }) : nil),
            (
                "indicators",
                .object(
                    shares.map { share in
                        (share.indicator.id, .object(share.all.map { ($0.key, json(ofShare: $0)) }))
                    })
            ),
            ("means", .object(means.map { ($0.indicator.id, json(ofMean: $0)) })),
        ])
    }

    private func json(ofShare group: GroupEstimate) -> JSONValue {
        let estimate = group.estimate
        return .object(leavingOutNil: [
            ("n", .integer(group.respondents)),
            ("nValid", .integer(estimate?.valid ?? 0)),
            ("k", .integer(estimate?.positives ?? 0)),
            ("dontKnow", .integer(group.dontKnow)),
            ("shareUnweighted", .finite(estimate?.unweightedValue)),
            ("share", .finite(estimate?.value)),
            ("shareIncludingDontKnow", .finite(estimate?.valueIncludingDontKnow)),
            ("se", .finite(estimate?.standardError)),
            ("seCalibrated", .finite(group.calibratedStandardError)),
            ("neffKish", .finite(estimate?.effectiveBase)),
            ("neffVariance", .finite(estimate?.varianceEffectiveBase)),
            ("df", estimate.map { .integer($0.degreesOfFreedom) }),
            ("intervals", estimate.map(json(ofIntervals:))),
        ])
    }

    private func json(ofIntervals estimate: DomainEstimate) -> JSONValue {
        let intervals = ShareIntervals(of: estimate)
        return .object(leavingOutNil: [
            (
                "default",
                intervals.usual.map { usual in
                    .object(leavingOutNil: [
                        ("low", .finite(usual.interval.lowerBound)),
                        ("high", .finite(usual.interval.upperBound)),
                        ("method", .text(name(of: usual.method))),
                    ])
                }
            ),
            ("wilsonUnweighted", .bounds(intervals.wilsonUnweighted)),
            ("wilsonKish", .bounds(intervals.wilsonKish)),
            ("logit", .bounds(intervals.logit)),
            ("kornGraubard", .bounds(intervals.kornGraubard)),
            ("wald", .bounds(intervals.wald)),
        ])
    }

    private func name(of method: IntervalMethod) -> String {
        switch method {
        case .logit: "logit"
        case .wilsonKish: "wilsonKish"
        case .studentT: "studentT"
        }
    }

    private func json(ofMean mean: IndicatorEstimates) -> JSONValue {
        let groups = mean.breakdowns.flatMap(\.groups)
        return .object(
            entries(ofMean: mean.total, mean.indicator)
                + [
                    (
                        "groups",
                        .object(
                            groups.map { group in
                                (group.key, .object(entries(ofMean: group, mean.indicator)))
                            })
                    )
                ])
    }

    private func entries(
        ofMean group: GroupEstimate, _ indicator: PlannedIndicator
    ) -> [(key: String, value: JSONValue)] {
        let entries: [(key: String, value: JSONValue?)] = [
            ("mean", .finite(group.estimate?.value)),
            ("se", .finite(group.estimate?.standardError)),
            ("nValid", .integer(group.estimate?.valid ?? 0)),
            ("n", .integer(group.respondents)),
            ("interval", .bounds(group.meanInterval(of: indicator))),
        ]
        return entries.compactMap { entry in entry.value.map { (entry.key, $0) } }
    }

    private func json(of change: IndicatorChange) -> JSONValue {
        let members = change.families.flatMap(\.members)
        let total = change.total.map { [("total", $0)] } ?? []
        return .object(
            (total + members.map { ($0.key, $0.difference) }).map { key, difference in
                (key, .object(entries(of: difference)))
            } + adjusted(members))
    }

    private func groupAgainstRest(_ indicator: IndicatorEstimates) -> JSONValue {
        let members = indicator.breakdowns.flatMap(\.againstRest.members)
        let groups = Dictionary(
            indicator.all.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
        return .object(
            members.map { member in
                let values: [(key: String, value: JSONValue?)] = [
                    ("group", .finite(groups[member.key]?.estimate?.value)),
                    ("rest", .finite(groups[member.key]?.rest?.value)),
                ]
                return (
                    member.key,
                    .object(leavingOutNil: values + entries(of: member.difference))
                )
            } + adjusted(members))
    }

    private func severalGroups(_ indicator: IndicatorEstimates) -> JSONValue {
        .object(
            leavingOutNil: indicator.breakdowns.map { breakdown in
                (
                    breakdown.name,
                    breakdown.comparison.map { comparison in
                        .object([
                            ("q", .number(comparison.q)),
                            ("df", .integer(comparison.degreesOfFreedom)),
                            ("p", .number(comparison.p)),
                        ])
                    }
                )
            })
    }

    private func entries(of difference: Difference) -> [(key: String, value: JSONValue)] {
        [
            ("difference", .number(difference.value)), ("se", .number(difference.standardError)),
            ("z", .number(difference.z)), ("p", .number(difference.p)),
        ]
    }

    /// Each test's p after adjustment for its family.
    private func adjusted(_ members: [TestFamily.Member]) -> [(key: String, value: JSONValue)] {
        [
            ("holm", .object(members.map { ($0.key, .number($0.holm)) })),
            ("bh", .object(members.map { ($0.key, .number($0.benjaminiHochberg)) })),
        ]
    }
}
