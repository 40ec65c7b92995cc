# The web page in frontend/, exported with npm and put into the binary. Without npm or its registry
# the build goes on, and the edge serves its one plain page.
#   troupe_web_page(<target>)
find_package(Python3 REQUIRED COMPONENTS Interpreter)

function(troupe_web_page target)
  set(made ${CMAKE_BINARY_DIR}/web_page)
  set(place ${CMAKE_SOURCE_DIR}/frontend)
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${place}/app/* ${place}/src/*)
  add_custom_command(
    OUTPUT ${made}/page.S
    COMMAND ${Python3_EXECUTABLE} ${CMAKE_SOURCE_DIR}/cmake/make_web_page.py ${CMAKE_SOURCE_DIR}
            ${made}
    DEPENDS ${CMAKE_SOURCE_DIR}/cmake/make_web_page.py ${sources} ${place}/package.json
            ${place}/package-lock.json ${place}/next.config.ts ${place}/tsconfig.json
            ${place}/postcss.config.mjs ${place}/tools/pack.mjs
    COMMENT "Exporting the web page"
    VERBATIM)
  add_library(web_page STATIC ${made}/page.S)
  target_link_libraries(${target} PRIVATE web_page)
endfunction()
