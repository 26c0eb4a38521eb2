import CZlib
import Hummingbird
import Mustache
func x() -> [UInt8] { PackageResources.layout_mustache }
