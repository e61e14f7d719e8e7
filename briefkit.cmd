@echo off
rem briefkit on Windows: makes .venv on first use, then runs the command in it.
rem   briefkit convert inbox
setlocal
set "ROOT=%~dp0"
set "VENV=%ROOT%.venv"
set "STAMP=%VENV%\.briefkit-stamp"

if exist "%STAMP%" (
    fc /b "%STAMP%" "%ROOT%pyproject.toml" >nul 2>nul && goto run
)

echo briefkit: first use: installing into %VENV% (this takes a minute or two) 1>&2
if not exist "%VENV%\Scripts\python.exe" (
    py -3 -c "import sys; sys.exit(sys.version_info < (3, 11))" >nul 2>nul || (
        echo briefkit: Python 3.11 or newer is needed. Install it with: winget install Python.Python.3.13 1>&2
        exit /b 4
    )
    py -3 -m venv "%VENV%" || exit /b 4
)
"%VENV%\Scripts\python.exe" -m pip --disable-pip-version-check --no-input install -q --editable "%ROOT%." || (
    echo briefkit: The Python packages cannot be installed. Check the network and run the command again. 1>&2
    exit /b 4
)
copy /b /y "%ROOT%pyproject.toml" "%STAMP%" >nul
"%VENV%\Scripts\python.exe" -m briefkit doctor 1>&2

:run
"%VENV%\Scripts\python.exe" -m briefkit %*
exit /b %ERRORLEVEL%
