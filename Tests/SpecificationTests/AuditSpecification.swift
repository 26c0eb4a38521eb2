import Testing

/// Four ways to hide the small counts of one area, and what subtraction gives of them all the same.
///
/// Checked with linear programming (`scipy.optimize.linprog`).
struct AuditSpecification {
    @Test("two hidden cells of one row are worked out from the columns")
    func singleCells() {
        let table = AuditedTable(
            """
            area   all  good  bad  dont-know
            A       91    41   38         12
            B       71    29   33          9
            C       16    12  (3)        (1)
            D       47    22   17          8
            total  225   104   91         30
            """)

        #expect(
            table.conclusions == """
                C bad 3
                C dont-know 1
                """)
    }

    @Test("a row that is hidden alone is worked out whole")
    func singleRow() {
        let table = AuditedTable(
            """
            area   all  good   bad  dont-know
            A       91    41    38         12
            B       71    29    33          9
            C     (16)  (12)   (3)        (1)
            D       47    22    17          8
            total  225   104    91         30
            """)

        #expect(
            table.conclusions == """
                C good 12
                C bad 3
                C dont-know 1
                C all 16
                """)
    }

    @Test("four cells of two rows leave a narrow range when the rows' bases are shown")
    func fourCells() {
        let table = AuditedTable(
            """
            area   all  good   bad  dont-know
            A       91    41    38         12
            B       71    29    33          9
            C       16    12   (3)        (1)
            D       47    22  (17)        (8)
            total  225   104    91         30
            """)

        #expect(
            table.conclusions == """
                C bad 0–4
                C dont-know 0–4
                D bad 16–20
                D dont-know 5–9
                """)
    }

    @Test("two rows that are hidden with their bases can share their sum in any way")
    func twoRows() {
        let table = AuditedTable(
            """
            area   all  good   bad  dont-know
            A       91    41    38         12
            B       71    29    33          9
            C     (16)  (12)   (3)        (1)
            D     (47)  (22)  (17)        (8)
            total  225   104    91         30
            """)

        #expect(
            table.conclusions == """
                C good 0–34
                C bad 0–20
                C dont-know 0–9
                C all 0–63
                D good 0–34
                D bad 0–20
                D dont-know 0–9
                D all 0–63
                """)
    }
}
