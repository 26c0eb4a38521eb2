import SurveyDefinition
import TestSupport
import Testing

@testable import Anonymization

/// How a class that too few of a batch share is made wider.
struct GeneralizationTests {
    private static let survey = SurveyVariants.withSite

    /// So many respondents of each class, as text: `woman/16-29/north/pool`.
    private func generalized(_ waiting: KeyValuePairs<String, Int>) -> [String: Int] {
        let classes = waiting.flatMap { key, count in
            Array(repeating: RespondentClass(key: key), count: count)
        }
        return Anonymization.generalized(classes, smallest: 5, of: Self.survey)
            .reduce(into: [:]) { $0[$1.key, default: 0] += 1 }
    }

    @Test("A class that enough share stays whole")
    func enough() {
        #expect(
            generalized(["woman/16-29/north/pool": 5, "man/-/-/-": 6])
                == ["woman/16-29/north/pool": 5, "man/-/-/-": 6])
    }

    @Test("First the site is dropped")
    func site() {
        #expect(
            generalized(["woman/16-29/north/pool": 3, "woman/16-29/north/arena": 2])
                == ["woman/16-29/north/-": 5])
    }

    @Test("Then age bands are merged, each into its own coarse band")
    func age() {
        #expect(
            generalized([
                "woman/16-29/north/pool": 3, "woman/30-49/north/pool": 2,
                "woman/50-64/north/-": 4, "woman/65-plus/north/-": 1,
            ]) == ["woman/16-49/north/-": 5, "woman/50-plus/north/-": 5])
    }

    @Test("Then the district becomes the whole municipality")
    func district() {
        #expect(
            generalized(["woman/16-29/north/-": 3, "woman/30-49/south/-": 2])
                == ["woman/16-49/-/-": 5])
    }

    @Test("Then the gender is not stated")
    func gender() {
        #expect(
            generalized(["woman/16-29/north/-": 3, "man/30-49/south/-": 2]) == ["-/16-49/-/-": 5])
    }

    @Test("Last the age is not stated")
    func ageNotStated() {
        #expect(
            generalized(["woman/16-29/north/-": 3, "man/65-plus/south/-": 2]) == ["-/-/-/-": 5])
    }

    @Test("A step is taken only by those who need it")
    func others() {
        #expect(
            generalized([
                "woman/16-29/north/pool": 5, "woman/16-29/north/arena": 2,
                "woman/30-49/north/arena": 3,
            ]) == ["woman/16-29/north/pool": 5, "woman/16-49/north/-": 5])
    }

    @Test("Whoever is left alone takes along the smallest other class of the batch")
    func lonely() {
        #expect(
            generalized([
                "woman/16-29/north/-": 6, "man/50-64/south/-": 5, "other/30-49/east/-": 1,
            ]) == ["woman/16-29/north/-": 6, "-/-/-/-": 6])
    }

    @Test("A batch with fewer responses than a class needs keeps no background at all")
    func tinyBatch() {
        #expect(
            generalized(["woman/16-29/north/pool": 2, "man/65-plus/-/arena": 2]) == ["-/-/-/-": 4])
    }
}
