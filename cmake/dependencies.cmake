# Debian's libraries, each behind a target.
find_package(Threads REQUIRED)
find_package(OpenSSL REQUIRED)
find_package(Boost REQUIRED)
find_package(CAF REQUIRED)
find_package(simdjson REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(tomlplusplus REQUIRED)
find_package(CLI11 REQUIRED)
find_package(date REQUIRED)
find_package(spdlog REQUIRED)
find_package(prometheus-cpp REQUIRED)
find_package(CURL REQUIRED)
find_package(mimalloc REQUIRED)
find_package(SQLite3 REQUIRED)
find_package(PkgConfig REQUIRED)
pkg_check_modules(sodium REQUIRED IMPORTED_TARGET libsodium)
pkg_check_modules(jwt REQUIRED IMPORTED_TARGET libjwt)
pkg_check_modules(pqxx REQUIRED IMPORTED_TARGET libpqxx)
pkg_check_modules(hiredis REQUIRED IMPORTED_TARGET hiredis)
add_library(pqxx ALIAS PkgConfig::pqxx)
# Its -D_FILE_OFFSET_BITS=64 says nothing here, but makes every open(2) an open64(2), past the
# simulated disk of the tests.
set_target_properties(PkgConfig::hiredis PROPERTIES INTERFACE_COMPILE_OPTIONS ""
                                                    INTERFACE_COMPILE_DEFINITIONS "")
add_library(hiredis ALIAS PkgConfig::hiredis)
add_library(sodium ALIAS PkgConfig::sodium)
add_library(jwt ALIAS PkgConfig::jwt)

# Asio and Beast are compiled once, in net/asio.cpp, not in every file that includes them.
# Boost 1.74 needs <utility> before its coroutine headers with g++ 12.
add_library(asio STATIC net/asio.cpp)
target_compile_definitions(asio PUBLIC BOOST_ASIO_SEPARATE_COMPILATION BOOST_ASIO_NO_DEPRECATED
                           BOOST_BIND_GLOBAL_PLACEHOLDERS BOOST_BEAST_SEPARATE_COMPILATION)
target_compile_options(asio PUBLIC -include utility)
target_include_directories(asio SYSTEM PUBLIC ${Boost_INCLUDE_DIRS})
target_include_directories(asio PRIVATE ${CMAKE_SOURCE_DIR})
target_link_libraries(asio PUBLIC Threads::Threads OpenSSL::SSL OpenSSL::Crypto)

# What one thread allocates, others free all the time here: the system's allocator makes them wait
# for each other. The sanitizers bring their own.
add_library(allocator INTERFACE)
if(NOT TROUPE_SANITIZE)
  target_link_libraries(allocator INTERFACE mimalloc)
endif()

add_library(msgpack INTERFACE)
target_compile_definitions(msgpack INTERFACE MSGPACK_NO_BOOST)
