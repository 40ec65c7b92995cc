# The pages that the edge serves of itself, put into the binary: docs/openapi.yaml as JSON, and its
# viewer from npm. Without npm or its registry the build goes on and /docs says what is missing.
#   troupe_documents(<target>)
find_package(Python3 REQUIRED COMPONENTS Interpreter)

function(troupe_documents target)
  set(made ${CMAKE_BINARY_DIR}/documents)
  add_custom_command(
    OUTPUT ${made}/documents.S
    COMMAND ${Python3_EXECUTABLE} ${CMAKE_SOURCE_DIR}/cmake/make_documents.py ${CMAKE_SOURCE_DIR}
            ${made}
    DEPENDS ${CMAKE_SOURCE_DIR}/cmake/make_documents.py ${CMAKE_SOURCE_DIR}/docs/openapi.yaml
            ${CMAKE_SOURCE_DIR}/frontend/api_docs/package-lock.json
    COMMENT "Making the documents that the edge serves"
    VERBATIM)
  # Of its own, for it takes none of C++'s options.
  add_library(documents STATIC ${made}/documents.S)
  target_link_libraries(${target} PRIVATE documents)
endfunction()
