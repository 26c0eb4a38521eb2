public import Foundation

/// The sheet that a file holds, be it a workbook or XLIFF: a workbook begins as every zip archive does.
public func readTranslations(_ data: Data) throws(ExchangeError) -> TranslationSheet {
    data.starts(with: Data("PK".utf8)) ? try readXLSX(data) : try readXLIFF(data)
}
