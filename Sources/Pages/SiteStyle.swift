/// The site's one stylesheet, with the colour of the configuration in it.
public enum SiteStyle {
    /// The stylesheet as CSS, light and dark.
    public static func text(for colour: SiteColour) -> String {
        let style = String(decoding: PackageResources.style_css, as: UTF8.self)
        let light = [
            "accent": colour.hex,
            "accent-strong": colour.mixed(with: .black, share: 0.25).hex,
            "accent-soft": colour.mixed(with: .white, share: 0.9).hex,
        ]
        let dark = [
            "accent": colour.onDark.hex,
            "accent-strong": colour.onDark.mixed(with: .white, share: 0.25).hex,
            "accent-soft": colour.onDark.mixed(with: .night, share: 0.85).hex,
        ]
        return properties(light) + "@media (prefers-color-scheme: dark){" + properties(dark) + "}\n"
            + style
    }

    private static func properties(_ values: [String: String]) -> String {
        ":root{" + values.sorted { $0.key < $1.key }.map { "--\($0.key):\($0.value);" }.joined()
            + "}"
    }
}
