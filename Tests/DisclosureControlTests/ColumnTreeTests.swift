import Testing

@testable import DisclosureControl

struct ColumnTreeTests {
    @Test("answers come first, then sets, and a set is inside the smallest that holds it")
    func tree() throws {
        let tree = try #require(ColumnTree(leaves: 5, sets: [[0, 1, 2, 3], [2, 3], [0, 1]]))

        #expect(tree.count == 9)
        #expect(tree.parents == [5, 5, 6, 6, 8, 7, 7, 8, nil])
        #expect(tree.column(of: [2, 3]) == 6)
        #expect(tree.column(of: [0, 1, 2, 3]) == 7)
        #expect(tree.column(of: [0, 1, 2, 3, 4]) == tree.root)
        #expect(tree.column(of: [1, 2]) == nil)
    }

    @Test("a set of one answer, of all, or that is given twice is no further column")
    func repeatedSets() throws {
        let tree = try #require(ColumnTree(leaves: 3, sets: [[1], [0, 1, 2], [0, 1], [1, 0]]))

        #expect(tree.count == 5)
        #expect(tree.column(of: [1]) == 1)
        #expect(tree.column(of: [0, 1]) == 3)
    }

    @Test("a single answer has a column of everybody too")
    func singleAnswer() throws {
        let tree = try #require(ColumnTree(leaves: 1))

        #expect(tree.parents == [1, nil])
        #expect(tree.column(of: [0]) == tree.root)
    }

    @Test("sets that cross have no tree")
    func crossingSets() {
        #expect(ColumnTree(leaves: 3, sets: [[0, 1], [1, 2]]) == nil)
        #expect(ColumnTree(leaves: 4, sets: [[0, 1, 2], [0, 1], [2, 3]]) == nil)
    }
}
