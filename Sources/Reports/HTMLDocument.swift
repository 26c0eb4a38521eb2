public import Localization
import Mustache

/// A page that stands alone, with its stylesheet inside: what `radslag report --format html` writes.
///
/// - Parameters:
///   - body: HTML, such as `resultsPage` gives; not escaped.
///   - title: plain text; escaped.
///   - stylesheet: CSS of our own; not escaped.
/// - Precondition: `stylesheet` doesn't close its element.
public func htmlDocument(
    body: String, title: String, language: Language, stylesheet: String
) -> String {
    precondition(
        !stylesheet.lowercased().contains("</style"), "The stylesheet closes its own element.")
    return document.render(
        [
            "language": language.tag.value, "direction": language.direction.rawValue,
            "title": title,
            "stylesheet": stylesheet, "body": body,
        ] as TemplateFields)
}

private let document = parsedTemplate(
    """
    <!doctype html>
    <html lang="{{language}}" dir="{{direction}}">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>{{title}}</title>
    <style>
    {{{stylesheet}}}
    </style>
    </head>
    <body>
    <main>
    {{{body}}}
    </main>
    </body>
    </html>

    """)
