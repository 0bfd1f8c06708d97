@echo off
chcp 65001 >nul
rem A folder on a server gets a letter by this, where cd would refuse it.
pushd "%~dp0"
if not exist start.py goto alone
py -3 -c "import sys; sys.exit(sys.version_info < (3, 8))" >nul 2>nul && (py -3 start.py & goto end)
python -c "import sys; sys.exit(sys.version_info < (3, 8))" >nul 2>nul && (python start.py & goto end)
powershell -NoProfile -Command "exit 0" >nul 2>nul && (powershell -NoProfile -ExecutionPolicy Bypass -File start.ps1 & goto end)
goto nothing
:end
pause
exit /b
rem What is said stands last: other languages' letters have nothing behind them to disturb.
:alone
echo {{ The file 'start.py' is missing beside this one. Unpack the whole archive, and start from the unpacked folder. }}
goto end
:nothing
echo {{ The course needs Python 3.8 or later, from https://www.python.org, or PowerShell, which comes with Windows. Neither was found. }}
goto end
