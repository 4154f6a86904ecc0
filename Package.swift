// swift-tools-version: 6.2
import PackageDescription

// The C libraries are linked in, so that the binary needs glibc and nothing else.
let libcrypto = LinkerSetting.unsafeFlags(["-Xlinker", "-l:libssl.a", "-Xlinker", "-l:libcrypto.a"])
let libsqlite3 = LinkerSetting.unsafeFlags(["-Xlinker", "-l:libsqlite3.a", "-lm"])
let libyaml = LinkerSetting.unsafeFlags(["-Xlinker", "-l:libyaml.a"])

// The library of regular expressions is a megabyte that nothing here needs.
let plainText: [SwiftSetting] = [.unsafeFlags(["-Xfrontend", "-disable-implicit-string-processing-module-import"])]

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
        .target(
            name: "HTTP", dependencies: ["CPoll", "COpenSSL"], swiftSettings: plainText),
        .target(
            name: "GoText", dependencies: ["CLibyaml"], swiftSettings: plainText),
        .target(
            name: "JOSE", dependencies: ["COpenSSL", "GoText"], swiftSettings: plainText),
        .target(
            name: "MiniHydra", dependencies: ["HTTP", "GoText", "JOSE", "CSQLite"], swiftSettings: plainText),
        .target(
            name: "Conformance", dependencies: ["HTTP", "GoText", "JOSE"], swiftSettings: plainText),
        .executableTarget(
            name: "minihydra-server", dependencies: ["MiniHydra", "Conformance"], swiftSettings: plainText),
        .executableTarget(
            name: "minihydra-fuzz", dependencies: ["HTTP", "GoText"], swiftSettings: plainText),
        .testTarget(name: "HTTPTests", dependencies: ["HTTP"]),
        .testTarget(name: "GoTextTests", dependencies: ["GoText"]),
        .testTarget(name: "JOSETests", dependencies: ["JOSE"]),
        .testTarget(name: "MiniHydraTests", dependencies: ["MiniHydra"]),
        .testTarget(name: "ConformanceTests", dependencies: ["Conformance", "MiniHydra"]),
        .testTarget(name: "CommandLineTests", dependencies: ["minihydra-server"]),
    ],
    swiftLanguageModes: [.v6]
)
