import Estimation
import Testing

struct WaldIntervalTests {
    @Test("without degrees of freedom half of it is 1.96 standard errors")
    func normal() throws {
        let interval = try #require(
            waldInterval(value: 0.3, standardError: 0.02, degreesOfFreedom: nil))

        #expect(interval.isClose(to: 0.2608007203...0.3391992797))
    }

    @Test("with degrees of freedom it is wider, in the unit of the value")
    func student() throws {
        let interval = try #require(
            waldInterval(value: 60, standardError: 2, degreesOfFreedom: 16))

        #expect(interval.isClose(to: (60 - 4.239810598442508)...(60 + 4.239810598442508)))
    }

    @Test("undefined where the standard error says nothing or no answer is left to judge it by")
    func undefined() {
        #expect(waldInterval(value: 1, standardError: 0, degreesOfFreedom: 16) == nil)
        #expect(waldInterval(value: 1, standardError: 1e-17, degreesOfFreedom: nil) == nil)
        #expect(waldInterval(value: 1, standardError: .nan, degreesOfFreedom: nil) == nil)
        #expect(waldInterval(value: 1, standardError: 0.1, degreesOfFreedom: 0) == nil)
    }
}
