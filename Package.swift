// swift-tools-version: 6.2
import PackageDescription

/// Settings of every target of ours: the Swift 6 language mode, imports that stay inside, no warnings.
let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("ExistentialAny"),
    .treatAllWarnings(as: .error),
]

/// A library target; the table of who may import whom is in the Architecture page and in `ArchitectureTests`.
func stage(
    _ name: String,
    uses ours: [String] = [],
    outside: [Target.Dependency] = [],
    embeds resources: [Resource] = [],
    leavingOut: [String] = [],
    isArithmetic: Bool = false
) -> Target {
    .target(
        name: name,
        dependencies: ours.map { .init(stringLiteral: $0) } + outside,
        exclude: leavingOut,
        resources: resources,
        swiftSettings: settings + (isArithmetic ? [optimised] : [])
    )
}

/// Loops over numbers are optimised in debug builds too: the properties of weights are tested on thousands of random
/// rounds, which took a fifth of all the tests' time.
let optimised = SwiftSetting.unsafeFlags(["-O"], .when(configuration: .debug))

func tests(
    _ name: String, of ours: [String], outside: [Target.Dependency] = [], leavingOut: [String] = []
) -> Target {
    .testTarget(
        name: name,
        dependencies: (ours + ["TestSupport"]).map { .init(stringLiteral: $0) } + outside,
        exclude: leavingOut,
        swiftSettings: settings
    )
}

let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let cryptoExtras = Target.Dependency.product(name: "CryptoExtras", package: "swift-crypto")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let mustache = Target.Dependency.product(name: "Mustache", package: "swift-mustache")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let hummingbirdTesting = Target.Dependency.product(
    name: "HummingbirdTesting", package: "hummingbird")
let httpTypes = Target.Dependency.product(name: "HTTPTypes", package: "swift-http-types")
let nio = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let lifecycle = Target.Dependency.product(
    name: "ServiceLifecycle", package: "swift-service-lifecycle")
let argumentParser = Target.Dependency.product(
    name: "ArgumentParser", package: "swift-argument-parser")
let configuration = Target.Dependency.product(name: "Configuration", package: "swift-configuration")
let asyncHTTPClient = Target.Dependency.product(
    name: "AsyncHTTPClient", package: "async-http-client")
let jwtKit = Target.Dependency.product(name: "JWTKit", package: "jwt-kit")

/// Files that become part of the program, so that it runs from anywhere.
let publicSiteFiles: [Resource] =
    [
        "layout.mustache", "start.mustache", "round.mustache", "section.mustache",
        "ticket.mustache",
        "ticketgiven.mustache",
        "review.mustache", "code.mustache",
        "thanks.mustache", "message.mustache", "resultsindex.mustache", "dialogue.mustache",
        "openapi.yaml",
    ]
    .map { .embedInCode("Templates/" + $0) }
    + [
        "blind-signature.js", "ticket.js", "proof-of-work.js", "personal-data.js", "kiosk.js",
        "interview.js",
    ]
    .map { .embedInCode("Scripts/" + $0) }

/// Those of staff's pages.
let workspaceFiles: [Resource] =
    [
        "layout.mustache", "message.mustache", "problems.mustache", "field.mustache",
        "choice.mustache", "signin.mustache", "code.mustache", "join.mustache", "start.mustache",
        "account.mustache", "onetimecode.mustache", "colleagues.mustache", "colleague.mustache",
        "invited.mustache", "auditlog.mustache", "textprogress.mustache", "texts.mustache",
        "entries.mustache", "faults.mustache", "templates.mustache", "dialogue.mustache",
        "dialogueform.mustache", "observations.mustache", "exchange.mustache",
        "exchangeform.mustache", "asked.mustache", "deletedraft.mustache", "reaching.mustache",
        "poster.mustache",
        "paperform.mustache",
        "paperentry.mustache", "following.mustache", "preview.mustache",
        "surveys.mustache", "draft.mustache", "draftform.mustache", "placedfaults.mustache",
        "classadvice.mustache",
        "bank.mustache", "surveypreview.mustache", "newkey.mustache", "respondents.mustache",
        "workspace.css",
        "staffapi.yaml",
    ]
    .map { .embedInCode("Templates/" + $0) }

let everyStage = [
    "Diagnostics", "Localization", "SurveyDefinition", "Answering", "Anonymization", "Dialogues",
    "Estimation", "Indicators", "DisclosureControl", "Storage", "Reports", "Pipeline", "Pages",
    "PublicSite", "SingleSignOn", "Staff", "Workspace", "PopulationImport", "CodedAnswers",
    "FreeText", "Tickets",
    "Issuing",
    "PrivacyDocuments", "SurveyDrafts", "TranslationExchange", "Wiring", "Zip",
]

let package = Package(
    name: "radslag",
    products: [.executable(name: "radslag", targets: ["radslag"])],
    dependencies: [
        .package(url: "https://github.com/hummingbird-project/hummingbird.git", exact: "2.28.1"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache.git", exact: "2.1.1"),
        .package(url: "https://github.com/groue/GRDB.swift.git", exact: "7.10.0"),
        .package(url: "https://github.com/apple/swift-crypto.git", exact: "4.5.2"),
        .package(url: "https://github.com/apple/swift-argument-parser.git", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-http-types.git", exact: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log.git", exact: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio.git", exact: "2.101.2"),
        .package(url: "https://github.com/apple/swift-configuration.git", exact: "1.4.0"),
        .package(
            url: "https://github.com/swift-server/swift-service-lifecycle.git", exact: "2.13.0"),
        .package(url: "https://github.com/swift-server/async-http-client.git", exact: "1.37.0"),
        .package(url: "https://github.com/vapor/jwt-kit.git", exact: "5.7.1"),
        .package(url: "https://github.com/jpsim/Yams.git", exact: "6.2.2"),
    ],
    targets: [
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(
            name: "CQRencode", pkgConfig: "libqrencode", providers: [.apt(["libqrencode-dev"])]),
        .systemLibrary(
            name: "CExpat", pkgConfig: "expat", providers: [.apt(["libexpat1-dev"])]),

        stage("Zip", outside: ["CZlib"]),
        stage("Diagnostics", outside: [yams]),
        stage("Localization", uses: ["Diagnostics"], outside: [crypto]),
        stage("SurveyDefinition", uses: ["Diagnostics", "Localization"], outside: [crypto]),
        stage("Answering", uses: ["SurveyDefinition"]),
        stage("Tickets", uses: ["Answering"], outside: [crypto, cryptoExtras]),
        stage("FreeText"),
        stage(
            "Anonymization", uses: ["Answering", "FreeText", "SurveyDefinition", "Tickets"],
            outside: [crypto]),
        stage(
            "Dialogues", uses: ["Diagnostics", "Localization", "SurveyDefinition", "Tickets"],
            outside: [crypto]),
        stage(
            "SurveyDrafts", uses: ["Diagnostics", "Localization", "SurveyDefinition", "Zip"]),
        stage(
            "Issuing", uses: ["Anonymization", "Answering", "SurveyDefinition", "Tickets"],
            outside: [crypto, grdb]),
        stage(
            "Staff", uses: ["Localization", "SurveyDefinition"], outside: [crypto, cryptoExtras],
            embeds: [.embedInCode("CommonPasswords.txt")]),
        stage("SingleSignOn", outside: [asyncHTTPClient, crypto, jwtKit, nio]),
        stage("PopulationImport", uses: ["Diagnostics", "SurveyDefinition"]),
        stage("Estimation", isArithmetic: true),
        stage("Indicators", uses: ["Anonymization", "Estimation", "SurveyDefinition"]),
        stage(
            "DisclosureControl", uses: ["Estimation", "Indicators", "SurveyDefinition"],
            outside: [crypto]),
        stage(
            "Storage",
            uses: [
                "Anonymization", "Dialogues", "DisclosureControl", "Localization", "Staff",
                "SurveyDefinition", "Tickets",
            ],
            outside: [grdb]),
        stage(
            "Reports",
            uses: ["DisclosureControl", "Dialogues", "SurveyDefinition", "Localization"],
            outside: [mustache],
            embeds: [.embedInCode("Templates/results.mustache")]),
        stage(
            "Pipeline",
            uses: [
                "Answering", "Anonymization", "Diagnostics", "Dialogues", "Estimation",
                "FreeText", "Indicators",
                "DisclosureControl", "Localization", "SingleSignOn", "Staff", "Storage",
                "SurveyDefinition", "SurveyDrafts", "Tickets",
            ]),
        stage(
            "PrivacyDocuments", uses: ["Dialogues", "Localization", "SurveyDefinition", "Zip"]),
        stage(
            "TranslationExchange", uses: ["Diagnostics", "Localization", "Zip"],
            outside: ["CExpat"]),
        stage(
            "Pages", uses: ["Localization"],
            outside: [
                hummingbird, httpTypes, nio, mustache, crypto, lifecycle, logging, "CZlib",
                "CQRencode",
            ],
            embeds: [.embedInCode("Templates/style.css")]),
        stage(
            "PublicSite",
            uses: [
                "Answering", "Dialogues", "DisclosureControl", "FreeText", "Pages",
                "PrivacyDocuments", "Reports", "SurveyDefinition", "Localization", "Tickets",
            ],
            outside: [hummingbird, httpTypes, nio, crypto, lifecycle, logging],
            embeds: publicSiteFiles),
        stage(
            "Workspace",
            uses: [
                "Answering", "Diagnostics", "Dialogues", "DisclosureControl", "Localization",
                "Pages",
                "Pipeline", "Reports", "SingleSignOn", "Staff", "SurveyDefinition", "SurveyDrafts",
                "TranslationExchange",
            ],
            outside: [hummingbird, httpTypes, logging, nio], embeds: workspaceFiles),
        stage(
            "Wiring",
            uses: [
                "Anonymization", "Issuing", "Localization", "Pipeline", "PublicSite", "Staff",
                "Storage", "SurveyDefinition", "Workspace",
            ]),
        stage("CodedAnswers", uses: ["Diagnostics", "Estimation"]),
        .executableTarget(
            name: "radslag",
            dependencies: everyStage.map { .init(stringLiteral: $0) }
                + [argumentParser, configuration, lifecycle, logging, hummingbird, nio],
            swiftSettings: settings),

        .executableTarget(
            name: "radslag-bench",
            dependencies: everyStage.map { .init(stringLiteral: $0) }
                + [argumentParser, grdb, hummingbird, logging, lifecycle, crypto],
            swiftSettings: settings),

        .target(
            name: "TestSupport",
            dependencies: everyStage.map { .init(stringLiteral: $0) } + [crypto, cryptoExtras],
            path: "Tests/TestSupport",
            swiftSettings: settings),
        .executableTarget(
            name: "release-samples",
            dependencies: [
                "Anonymization", "Diagnostics", "Dialogues", "DisclosureControl", "Estimation",
                "Indicators", "Localization", "Reports", "SurveyDefinition", "TestSupport",
            ],
            path: "Tests/ReleaseSamples",
            swiftSettings: settings),
        tests("ZipTests", of: ["Zip"]),
        tests(
            "TranslationExchangeTests",
            of: ["Diagnostics", "Localization", "TranslationExchange", "Zip"]),
        tests("LocalizationTests", of: ["Diagnostics", "Localization"]),
        tests("SurveyDefinitionTests", of: ["Diagnostics", "Localization", "SurveyDefinition"]),
        tests(
            "SurveyDraftsTests",
            of: ["Diagnostics", "Localization", "SurveyDefinition", "SurveyDrafts", "Zip"]),
        tests("AnsweringTests", of: ["Answering", "SurveyDefinition"]),
        tests("TicketsTests", of: ["Tickets"]),
        tests(
            "IssuingTests", of: ["Issuing", "Anonymization", "Answering", "Tickets"],
            outside: [grdb]),
        tests("FreeTextTests", of: ["FreeText"], leavingOut: ["Vectors"]),
        tests("AnonymizationTests", of: ["Anonymization", "Answering", "SurveyDefinition"]),
        tests("EstimationTests", of: ["Estimation"]),
        tests("CodedAnswersTests", of: ["CodedAnswers", "Diagnostics", "Estimation"]),
        tests(
            "PopulationImportTests", of: ["PopulationImport", "Diagnostics", "SurveyDefinition"]),
        tests(
            "IndicatorsTests",
            of: ["Indicators", "Anonymization", "Estimation", "SurveyDefinition"]),
        tests(
            "DisclosureControlTests",
            of: [
                "DisclosureControl", "Estimation", "Indicators", "Anonymization",
                "SurveyDefinition",
            ]),
        tests(
            "SpecificationTests",
            of: [
                "DisclosureControl", "Estimation", "Indicators", "Anonymization",
                "SurveyDefinition",
            ]),
        tests(
            "StorageTests",
            of: [
                "Storage", "Anonymization", "Answering", "Dialogues", "DisclosureControl",
                "Indicators",
                "SurveyDefinition",
            ], outside: [grdb]),
        tests(
            "ReportsTests",
            of: [
                "Reports", "DisclosureControl", "Indicators", "Anonymization", "Diagnostics",
                "Dialogues",
                "SurveyDefinition", "Localization",
            ], leavingOut: ["Golden"]),
        tests(
            "PrivacyDocumentsTests",
            of: [
                "PrivacyDocuments", "Dialogues", "Localization", "SurveyDefinition", "Tickets",
            ],
            leavingOut: ["Golden"]),
        tests("DialoguesTests", of: ["Dialogues", "Localization", "SurveyDefinition"]),
        tests("StaffTests", of: ["Localization", "Staff", "SurveyDefinition"]),
        tests("PagesTests", of: ["Localization", "Pages"]),
        tests(
            "WorkspaceTests", of: everyStage,
            outside: [hummingbird, hummingbirdTesting, grdb, crypto, cryptoExtras]),
        tests("PublicSiteTests", of: everyStage, outside: [hummingbird, hummingbirdTesting]),
        tests("PipelineTests", of: everyStage, outside: [grdb]),
        tests("WalkTests", of: everyStage, outside: [hummingbird, hummingbirdTesting]),
        tests(
            "ServiceTests", of: ["Anonymization", "SurveyDefinition", "Tickets"],
            outside: [grdb, "radslag"]),
        tests("ArchitectureTests", of: []),
    ]
)
