// swift-tools-version: 6.2
import PackageDescription

// The C libraries are linked in, so that the binary needs glibc and nothing else.
let libcrypto = LinkerSetting.unsafeFlags(["-Xlinker", "-l:libssl.a", "-Xlinker", "-l:libcrypto.a"])
let libsqlite3 = LinkerSetting.unsafeFlags(["-Xlinker", "-l:libsqlite3.a", "-lm"])
let libyaml = LinkerSetting.unsafeFlags(["-Xlinker", "-l:libyaml.a"])

// An async function goes on where its caller runs: every switch of executors would cost a request 300 instructions.
let stayingPut: [SwiftSetting] = [.enableUpcomingFeature("NonisolatedNonsendingByDefault")]

// The library of regular expressions is a megabyte that nothing here needs.
let lean: [SwiftSetting] =
    stayingPut + [.unsafeFlags(["-Xfrontend", "-disable-implicit-string-processing-module-import"])]

let package = Package(
    name: "minihydra",
    products: [
        .library(name: "MiniHydra", targets: ["MiniHydra"]),
        .executable(name: "minihydra-server", targets: ["minihydra-server"]),
    ],
    targets: [
        .target(name: "CPoll"),
        .target(name: "COpenSSL", linkerSettings: [libcrypto]),
        .target(name: "CSQLite", linkerSettings: [libsqlite3]),
        .target(name: "CLibyaml", linkerSettings: [libyaml]),
        // The description is embedded with C23's #embed.
        .target(name: "COpenAPI", cSettings: [.unsafeFlags(["-std=c23"])]),
        .target(
            name: "HTTP", dependencies: ["CPoll", "COpenSSL"], swiftSettings: lean),
        .target(
            name: "GoText", dependencies: ["CLibyaml"], swiftSettings: lean),
        .target(
            name: "JOSE", dependencies: ["COpenSSL", "GoText"], swiftSettings: lean),
        .target(
            name: "MiniHydra", dependencies: ["HTTP", "GoText", "JOSE", "COpenAPI", "CSQLite"],
            swiftSettings: lean),
        .target(
            name: "Conformance", dependencies: ["HTTP", "GoText", "JOSE"], swiftSettings: lean),
        .executableTarget(
            name: "minihydra-server", dependencies: ["MiniHydra", "Conformance"], swiftSettings: lean),
        .executableTarget(
            name: "minihydra-fuzz", dependencies: ["HTTP", "GoText"], swiftSettings: lean),
        .testTarget(name: "HTTPTests", dependencies: ["HTTP"], swiftSettings: stayingPut),
        .testTarget(name: "GoTextTests", dependencies: ["GoText"], swiftSettings: stayingPut),
        .testTarget(name: "JOSETests", dependencies: ["JOSE"], swiftSettings: stayingPut),
        .testTarget(name: "MiniHydraTests", dependencies: ["MiniHydra"], swiftSettings: stayingPut),
        .testTarget(name: "ConformanceTests", dependencies: ["Conformance", "MiniHydra"], swiftSettings: stayingPut),
        .testTarget(name: "CommandLineTests", dependencies: ["minihydra-server"], swiftSettings: stayingPut),
    ],
    swiftLanguageModes: [.v6]
)
